package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.UseBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a whole frontend's rules cost in objects, on the configuration that a benchmark times. */
class FrontendAllocationTest {
    private static final Path FOLDER = Path.of("..", "bench", "acl");
    private static final int RUNS = 2_000;

    @Test
    void aFrontendOfFiftyRulesMakesNoGarbageForARequest() throws IOException {
        FrontendConfig frontend = frontend(FOLDER.resolve("weir.cfg"));
        Transaction txn = request();
        assertEquals("shop", chosen(frontend, txn));

        long bytes = Allocation.of(() -> run(frontend, txn, "shop"));

        assertEquals(0, bytes / RUNS);
    }

    private static FrontendConfig frontend(Path file) {
        var reading = ConfigReader.read(List.of(file), Map.of());
        var configuration = reading.configuration();
        assertNotNull(configuration, () -> reading.problems().toString());
        return configuration.frontends().getFirst();
    }

    private static Transaction request() throws IOException {
        return TestRequest.withFixedCounters(Files.readString(FOLDER.resolve("request.http"), ISO_8859_1))
                .txn();
    }

    private static void run(FrontendConfig frontend, Transaction txn, String backend) {
        for (int i = 0; i < RUNS; i++) assertEquals(backend, chosen(frontend, txn));
    }

    /** The way of one request, whose head is as new. */
    private static String chosen(FrontendConfig frontend, Transaction txn) {
        RequestHead head = txn.request();
        head.startLine(head.methodStart(), head.methodEnd(), head.targetStart(), head.targetEnd(), head.minorVersion());
        Verdict verdict = frontend.rules().httpRequest().evaluate(txn);
        if (verdict != Verdict.CONTINUE) return RuleTexts.text(verdict);
        List<UseBackend> lines = frontend.useBackends();
        for (int i = 0; i < lines.size(); i++)
            if (lines.get(i).condition().holds(txn))
                return lines.get(i).backend().render(txn);
        return "";
    }
}
