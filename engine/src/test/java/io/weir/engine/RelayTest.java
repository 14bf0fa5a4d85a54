package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Requests and responses pass, over connections that are used again. */
class RelayTest {
    @Test
    void aClientGetsTheServersAnswerAndKeepsItsConnection() throws Exception {
        try (var origin = Origin.answering("hello");
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String first = client.get("/1").message();
            String second = client.get("/2").message();

            assertTrue(first.startsWith("HTTP/1.1 200 OK\r\n") && first.endsWith("hello"), first);
            assertTrue(second.endsWith("hello"), second);
            assertEquals(1, origin.connections());
        }
    }

    @Test
    void aServerThatResetsWhileItAnswersBreaksTheClientOff() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123");
                    wire.reset();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String got = client.get("/").rest();

            assertTrue(got.startsWith("HTTP/1.1 200 OK\r\n"), got);
            assertTrue(weir.logLine().contains(" SD-- "));
        }
    }
}
