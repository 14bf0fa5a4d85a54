package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weir.rules.Transaction;
import io.weir.rules.sample.Condition;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What conditions of the hot path cost in objects. */
class RuleAllocationTest {
    private static final int RUNS = 2_000;

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
                .map(text -> DynamicTest.dynamicTest(text, () -> assertEquals(0, bytes(text))));
    }

    private static long bytes(String text) {
        var texts = new RuleTexts();
        Condition condition = texts.condition(text, Usable.REQUEST);
        assertFalse(texts.problems.hasErrors(), () -> texts.found().toString());
        Transaction txn = TestRequest.withFixedCounters(HaproxyCases.REQUEST).txn();
        return Allocation.of(() -> run(condition, txn)) / RUNS;
    }

    /** The answer is used, so that no compiler drops the question. */
    private static void run(Condition condition, Transaction txn) {
        boolean first = condition.holds(txn);
        for (int i = 1; i < RUNS; i++) assertEquals(first, condition.holds(txn));
    }
}
