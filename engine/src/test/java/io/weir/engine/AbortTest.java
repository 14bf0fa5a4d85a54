package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code option abortonclose}: a client that ends its direction takes its request back. */
@Timeout(60)
class AbortTest {
    private static final String ABORT = "option abortonclose\n";
    private static final String ONE = "server s1 \"127.0.0.1:${S1}\" maxconn 1";
    private static final String DEAD = "retries 3\nserver s1 \"127.0.0.1:${PORT2}\" maxconn 1";

    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void aTcpClientThatClosesWhileTheNextAttemptIsAwaitedEndsAtOnceAndTheServerIsLeftAlone() throws Exception {
        try (var weir = Weir.running(Weir.configuration(
                        "mode tcp\noption tcplog", "mode tcp\nretries 3\nserver s1 127.0.0.1:" + Origin.deadPort()));
                var client = weir.connect()) {
            Weir.until(
                    "it pauses",
                    () -> weir.proxy().sessions().stream()
                            .anyMatch(its -> its.stage().equals("pause")));

            client.finish();

            String line = weir.logLine();
            assertTrue(line.matches(".* be/s1 \\d+/-1/\\d{1,3} 0 CC .*"), line); // the pause would have been a second
            assertEquals(0, weir.counter(Counter.SRV_CONN, "be/s1"));
            assertEquals(0, weir.counter(Counter.BE_CONN, "be"));
        }
    }

    @Test
    void aRequestIsTakenBackFromTheQueueAndNoServerSeesIt() throws Exception {
        try (var origin = Origin.holding(go, _ -> requests.incrementAndGet());
                var weir = Weir.between("", ABORT + ONE, origin);
                var first = weir.connect().get("/first");
                var second = weir.connect()) {
            Weir.until("the slot is taken", () -> requests.get() == 1);
            second.get("/second");
            Weir.until("one waits", () -> weir.counter(Counter.QUEUE, "be") == 1);

            second.finish();

            assertEquals("", second.rest());
            String line = weir.logLine();
            assertTrue(line.matches(".* be/<NOSRV> \\d+/\\d+/-1/-1/\\d+ -1 0 - - CQ-- .* 0/1 .*"), line);
            assertEquals(0, weir.counter(Counter.QUEUE, "be"));
            go.countDown();
            assertTrue(first.message().endsWith("ok"));
            assertEquals(1, requests.get());
        }
    }

    @Test
    void aClientThatWaitsForTheResponseGets400AndTheSlotIsFreeAtOnce() throws Exception {
        try (var origin = Origin.holding(go, _ -> requests.incrementAndGet());
                var weir = Weir.between("", ABORT + ONE, origin);
                var client = weir.connect().get("/x")) {
            Weir.until("the server has it", () -> requests.get() == 1);

            client.finish();

            String answer = client.rest();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            String line = weir.logLine();
            assertTrue(line.matches(".* be/s1 \\d+/\\d+/\\d+/-1/\\d+ 400 \\d+ - - CH-- .*"), line);
            assertEquals(1, weir.counter(Counter.BE_CONN_FREE, "be"));
            go.countDown();
        }
    }

    @Test
    void withoutTheOptionItStillGetsItsAnswer() throws Exception {
        try (var origin = Origin.holding(go, _ -> requests.incrementAndGet());
                var weir = Weir.between("", ONE, origin);
                var client = weir.connect().get("/x")) {
            Weir.until("the server has it", () -> requests.get() == 1);

            client.finish();
            client.pause(50);
            go.countDown();

            String answer = client.rest();
            assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("ok"), answer);
        }
    }

    @Test
    void aResponseThatHasBegunIsBrokenOff() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    wire.rest();
                });
                var weir = Weir.between("", ABORT + ONE, origin);
                var client = weir.connect().get("/x")) {
            client.head();

            client.finish();

            client.rest();
            String line = weir.logLine();
            assertTrue(line.matches(".* be/s1 .* 200 \\d+ - - CD-- .*"), line);
            assertEquals(1, weir.counter(Counter.BE_CONN_FREE, "be"));
        }
    }

    @ParameterizedTest
    @CsvSource({"http, true", "http, false", "tcp, true", "tcp, false"})
    void aClientThatLeavesThePauseBeforeARetryEndsIt(String mode, boolean reset) throws Exception {
        try (var weir = Weir.between("mode " + mode + "\n", "mode " + mode + "\n" + ABORT + DEAD);
                var client = weir.connect().get("/x")) {
            weir.await(Counter.BE_CONN, "be", 1);
            client.pause(50);

            var watch = Stopwatch.start();
            if (reset) client.reset();
            else client.finish();
            String line = watch.ends(0, weir::logLine);

            assertTrue(line.contains(" CC"), line);
            assertEquals(1, weir.counter(Counter.BE_CONN_FREE, "be"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAClientOfTcpHasSentReachesNoServerOnceItHasLeftTheQueue(boolean reset) throws Exception {
        try (var origin = Origin.holding(go, _ -> requests.incrementAndGet());
                var weir = Weir.between("mode tcp\n", "mode tcp\n" + ABORT + ONE, origin);
                var first = weir.connect().get("/first")) {
            Weir.until("the slot is taken", () -> requests.get() == 1);
            var second = weir.connect().get("/second");
            Weir.until("one waits", () -> weir.counter(Counter.QUEUE, "be") == 1);

            if (reset) second.reset();
            else second.finish();

            String line = weir.logLine();
            assertTrue(line.contains(" CQ"), line);
            assertEquals(0, weir.counter(Counter.QUEUE, "be"));
            go.countDown();
            assertTrue(first.message().endsWith("ok"));
            assertEquals(1, requests.get());
            second.close();
        }
    }
}
