package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An operator ends what is at a server, whatever state it is in; Weir's own end then finds nothing left. */
class ShutdownTest {
    @Test
    void aClientThatWaitsForTheResponseGets502AndTheNextInTheQueueItsTurn() throws Exception {
        var asked = new CountDownLatch(1);
        try (var origin = Origin.playing((wire, connection) -> {
                    wire.head();
                    asked.countDown();
                    if (connection == 1) wire.rest();
                    else wire.send(Origin.response("next"));
                });
                var weir = Weir.between("", "server s1 \"127.0.0.1:${S1}\" maxconn 1", origin);
                var first = weir.connect();
                var second = weir.connect()) {
            first.get("/");
            asked.await();
            second.get("/");
            weir.await(Counter.QUEUE, "be", 1);

            assertEquals(1, weir.shutdownSessions("be", "s1"));

            assertTrue(first.message().startsWith("HTTP/1.1 502 "));
            assertTrue(second.message().endsWith("next"));
            String lines = weir.logLine() + weir.logLine(); // in whatever order, since two loops wrote them
            assertTrue(lines.matches(".* be/s1 .* 502 .* KH-- .*"), lines);
        }
    }

    @Test
    void aClientThatGetsAnAnswerIsCutOff() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc").rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.get("/").until("abc");

            weir.shutdownSessions("be", "s1");

            assertEquals("", client.all());
            assertLogged(".* be/s1 .* 200 .* KD-- .*", weir);
        }
    }

    @Test
    void aTunnelIsCutOffOnBothSides() throws Exception {
        var ended = new CountDownLatch(1);
        try (var origin = Origin.playing((wire, _) -> {
                    wire.send("220 hi").rest();
                    ended.countDown();
                });
                var weir = Weir.running(
                        Weir.configuration("mode tcp\noption tcplog", "mode tcp\nserver s1 \"127.0.0.1:${S1}\""),
                        origin);
                var client = weir.connect()) {
            client.bytes(6);

            weir.shutdownSessions("be", "s1");

            assertEquals("", client.rest());
            ended.await();
            assertLogged(".* be/s1 .* KD .*", weir);
        }
    }

    @Test
    void aConnectionThatIsNotThereYetIsGivenUp() throws Exception {
        try (var origin = Origin.deaf();
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.get("/");
            weir.await(Counter.SRV_CONN, "be/s1", 1);

            weir.shutdownSessions("be", "s1");

            assertTrue(client.message().startsWith("HTTP/1.1 503 "));
            assertLogged(".* be/s1 .* 503 .* KC-- .*", weir);
        }
    }

    private static void assertLogged(String pattern, Weir weir) throws Exception {
        String line = weir.logLine();
        assertTrue(line.matches(pattern), line);
    }
}
