package io.weir.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Scripts;
import io.weir.rules.Transaction;
import io.weir.rules.lang.ConfigReader;
import io.weir.rules.lang.SourceText;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Any thread. */
final class StreamingTest {
    private static final int LINES = 100_000;
    private static final long ROOM_BYTES = 4 << 20;

    @Test
    void memoryDoesNotGrowWithTheTraffic() throws Exception {
        var traffic = new Endless();
        var report = new Report(OutputStream.nullOutputStream(), Replay.Detail.DECISIONS);
        var err = new ByteArrayOutputStream();

        boolean complete = run(report, err).replay(traffic, "endless.jsonl");

        assertEquals("", err.toString(ISO_8859_1));
        assertTrue(complete);
        assertTrue(
                traffic.heapAtEnd - traffic.heapAtStart < ROOM_BYTES,
                "grew by " + (traffic.heapAtEnd - traffic.heapAtStart) + " bytes");
    }

    @Test
    void theSummaryKeepsALimitedNumberOfDecisionsApart() throws Exception {
        var recorded = new RecordedRequest();
        var summary = new Summary();
        for (int i = 0; i < 3 * Summary.MAX_KEYS; i++) {
            var decision = new Decision(new Transaction(
                    recorded.request(), recorded.response(), recorded.connection(), recorded.inputs(), "lb"));
            decision.goesTo("b" + i, "weir.cfg:1");
            summary.add(recorded, decision, List.of());
        }

        var written = new ByteArrayOutputStream();
        var text = new Utf8Text(written);
        summary.write(text);
        text.flush();

        String all = written.toString(ISO_8859_1);
        assertTrue(all.contains("\nothers  "), all);
        assertTrue(all.contains("  2000 "), all);
        assertTrue(all.contains("\n3000 requests"), all);
    }

    private static Run run(Report report, OutputStream err) {
        String text = """
                defaults
                    mode http
                frontend lb
                    bind :8080
                    default_backend app
                backend app
                    server s1 127.0.0.1:1
                """;
        var configuration = ConfigReader.readTexts(List.of(SourceText.of("weir.cfg", text)), Map.of())
                .configuration();
        assertNotNull(configuration);
        var ways = new Ways(configuration, Scripts.NONE.open());
        var log = new LogLines(configuration, new HttpLog(List.of()));
        return new Run(ways, report, log, new RuleFaults(), new PrintStream(err, true, ISO_8859_1));
    }

    /** Many different requests, made while they are read; measures the heap early and at the end. */
    private static final class Endless extends InputStream {
        private byte[] line = {};
        private int at;
        private int number;
        private long heapAtStart;
        private long heapAtEnd;

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == line.length && !nextLine()) return -1;
            int n = Math.min(length, line.length - at);
            System.arraycopy(line, at, into, offset, n);
            at += n;
            return n;
        }

        private boolean nextLine() {
            if (number == LINES / 10) heapAtStart = heap();
            if (number == LINES) {
                heapAtEnd = heap();
                return false;
            }
            number++;
            line = ("{\"req\": {\"method\": \"M" + number + "\", \"path\": \"/" + number
                            + "\"}, \"given\": {\"fe_conn(f" + number + ")\": 1}, \"expect\": {\"status\": 200}}\n")
                    .getBytes(ISO_8859_1);
            at = 0;
            return true;
        }

        private static long heap() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
