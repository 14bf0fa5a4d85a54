package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.management.ThreadMXBean;
import io.weir.rules.sample.Condition;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What conditions of the hot path cost in objects. */
class RuleAllocationTest {
    private static final int WARM_UP = 30_000;
    private static final int RUNS = 10_000;

    /** For what the runtime itself may allocate beside us during the measurement. */
    private static final long SLACK_BYTES = 2 * RUNS;

    @TestFactory
    Stream<DynamicTest> frequentConditionsMakeNoGarbage() {
        return Stream.of(
                        "{ path_beg /api /b }",
                        "{ path /a/b.html }",
                        "{ path_end .png .html }",
                        "{ hdr(host) -i foo.example:80 }",
                        "{ hdr_beg(host) -i www. foo. }",
                        "{ hdr(x-l) zz }",
                        "{ hdr(x-n) -m found }",
                        "{ method POST PUT }",
                        "{ fe_conn ge 100 }",
                        "{ be_conn_free(app) eq 0 }",
                        "{ req.cook(a) zz }",
                        "{ urlp(x) zz }",
                        "{ hdr_cnt(x-l) gt 9 }",
                        "METH_GET ! HTTP_1.0 || TRUE")
                .map(text -> DynamicTest.dynamicTest(text, () -> assertEquals(0, bytesPerRun(text))));
    }

    private static long bytesPerRun(String text) {
        var texts = new RuleTexts();
        Condition condition = texts.condition(text, Usable.REQUEST);
        assertFalse(texts.problems.hasErrors(), () -> texts.found().toString());
        var txn = TestRequest.withFixedCounters(HaproxyCases.REQUEST).txn();
        int held = 0;
        for (int i = 0; i < WARM_UP; i++) held += condition.holds(txn) ? 1 : 0;
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) held += condition.holds(txn) ? 1 : 0;
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, held % (WARM_UP + RUNS), "the same answer every time");
        return bytes < SLACK_BYTES ? 0 : bytes / RUNS;
    }
}
