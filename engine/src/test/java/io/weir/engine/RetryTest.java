package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another try, at the same server or at another, when that cannot do harm. */
class RetryTest {
    private static final String DEAD = "server s1 \"127.0.0.1:${PORT2}\"\n";
    private static final String DEAD_AND_GOOD = DEAD + "server s2 \"127.0.0.1:${S1}\"";

    @Test
    void aServerThatRefusesIsTriedAgainWithAPauseAndThenTheClientIsTold() throws Exception {
        try (var weir = Weir.between("", "retries 2\ntimeout connect 200ms\n" + DEAD);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.get("/x");

            String answer = watch.ends(400, client::message);

            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            String line = weir.logLine();
            assertTrue(
                    line.matches(".* fe be/s1 \\d+/\\d+/-1/-1/\\d+ 503 \\d+ - - SC-- \\d+/\\d+/\\d+/\\d+/2 0/0 .*"),
                    line);
            assertEquals(0, weir.counter(Counter.SRV_CONN, "be/s1"));
        }
    }

    @Test
    void thePauseBetweenTriesIsASecondAtMost() throws Exception {
        try (var weir = Weir.between("", "retries 1\n" + DEAD);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.get("/x");

            assertTrue(watch.ends(1000, client::message).startsWith("HTTP/1.1 503 "));
        }
    }

    @Test
    void noRetriesMeansOneTry() throws Exception {
        try (var weir = Weir.between("", "retries 0\noption redispatch\n" + DEAD_AND_GOOD.replace("S1", "PORT2"));
                var client = weir.connect()) {
            String answer = Stopwatch.start().ends(0, () -> client.get("/x").message());

            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            assertTrue(weir.logLine().matches(".* be/s1 .* SC-- \\d+/\\d+/\\d+/\\d+/0 0/0 .*"));
        }
    }

    @Test
    void withRoundRobinAnotherServerIsTriedAtOnce() throws Exception {
        try (var origin = Origin.answering("from s2");
                var weir = Weir.between("", "option redispatch\n" + DEAD_AND_GOOD, origin);
                var client = weir.connect()) {
            String answer = Stopwatch.start().ends(0, () -> client.get("/x").message());

            assertTrue(answer.endsWith("from s2"), answer);
            String line = weir.logLine();
            assertTrue(line.matches(".* fe be/s2 .* 200 .* ---- \\d+/\\d+/\\d+/\\d+/\\+1 0/0 .*"), line);
        }
    }

    @ParameterizedTest
    @CsvSource({"option redispatch", "option redispatch 1", "option redispatch 2"})
    void leastconnLeavesAServerThatRefusesItAtOnceWhateverRedispatchSays(String option) throws Exception {
        try (var origin = Origin.answering("from s2");
                var weir = Weir.between(
                        "",
                        "balance leastconn\nretries 3\ntimeout connect 200ms\n" + option + "\n" + DEAD_AND_GOOD,
                        origin);
                var client = weir.connect()) {
            String answer = Stopwatch.start().ends(0, () -> client.get("/x").message());

            assertTrue(answer.endsWith("from s2"), answer);
            String line = weir.logLine();
            assertTrue(line.matches(".* be/s2 .* 200 .* ---- \\d+/\\d+/\\d+/\\d+/\\+1 0/0 .*"), line);
        }
    }

    @Test
    void withoutRedispatchTheServerIsNotChanged() throws Exception {
        try (var origin = Origin.answering("from s2");
                var weir = Weir.between("", "retries 1\ntimeout connect 200ms\n" + DEAD_AND_GOOD, origin);
                var client = weir.connect()) {
            assertTrue(client.get("/1").message().startsWith("HTTP/1.1 503 "));
            assertTrue(client.get("/2").message().endsWith("from s2"));
        }
    }

    @Test
    void theOnlySlotIsFreeAgainAfterAllTriesFailed() throws Exception {
        try (var weir = Weir.between(
                        "", "retries 1\ntimeout connect 100ms\nserver s1 \"127.0.0.1:${PORT2}\" maxconn 1");
                var client = weir.connect()) {
            assertTrue(client.get("/1").message().startsWith("HTTP/1.1 503 "));
            assertTrue(client.get("/2").message().startsWith("HTTP/1.1 503 "));
            assertEquals(1, weir.counter(Counter.BE_CONN_FREE, "be"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatLeavesDuringThePauseSendsNobodyToTheServer(boolean reset) throws Exception {
        try (var weir = Weir.between("", "retries 3\nserver s1 \"127.0.0.1:${PORT2}\" maxconn 1");
                var client = weir.connect()) {
            client.get("/x");
            weir.await(Counter.BE_CONN, "be", 1);
            client.pause(50);

            var watch = Stopwatch.start();
            if (reset) client.reset();
            else client.finish();
            String line = watch.ends(0, weir::logLine);

            assertTrue(line.matches(".* -1 0 - - CC-- .*"), line);
            assertEquals(1, weir.counter(Counter.BE_CONN_FREE, "be"));
        }
    }

    @Test
    void aConnectionThatTheServerClosedWhileIdleIsNotUsedAgain() throws Exception {
        var closed = new CountDownLatch(1);
        try (var origin = Origin.playing((wire, number) -> {
                    wire.head();
                    wire.send(Origin.response("from " + number));
                    wire.close();
                    closed.countDown();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            assertTrue(client.get("/1").message().endsWith("from 1"));
            closed.await();
            client.pause(100);
            assertTrue(client.get("/2").message().endsWith("from 2"));
        }
    }

    @Test
    void aRequestThatMetAClosingConnectionGoesOverANewOne() throws Exception {
        try (var origin = Origin.playing((wire, number) -> {
                    wire.head();
                    wire.send(Origin.response("from " + number));
                    if (number == 1) wire.head();
                    else wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            assertTrue(client.get("/1").message().endsWith("from 1"));

            String answer = client.get("/2").message();

            assertTrue(answer.endsWith("from 2"), answer);
            weir.logLine();
            assertTrue(weir.logLine().contains(" ---- "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0\r\n\r\n",
                "Content-Length: 3\r\n\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void aPostThatMetAClosingConnectionIsNotSentTwice(String rest) throws Exception {
        try (var origin = Origin.playing((wire, number) -> {
                    wire.head();
                    wire.send(Origin.response("from " + number));
                    if (number == 1) wire.head();
                    else wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.get("/1").message();

            String answer =
                    client.send("POST /2 HTTP/1.1\r\nHost: test\r\n" + rest).all();

            assertEquals("", answer); // the client, whose own connection was idle too, is to decide
            assertEquals(1, origin.connections());
            weir.logLine();
            assertTrue(weir.logLine().contains(" SH-- "));
        }
    }

    @Test
    void aNewConnectionThatDiesIsTheServersFault() throws Exception {
        try (var origin = Origin.playing((wire, number) -> wire.head());
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            assertTrue(client.get("/1").message().startsWith("HTTP/1.1 502 "));
            assertEquals(1, origin.connections());
        }
    }
}
