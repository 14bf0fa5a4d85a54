package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when a server cannot be reached, and how its connections are used again. */
@Timeout(60)
class RetryTest {
    private static final String CONFIG = """
            global
                nbthread 1
            defaults
                mode http
                timeout connect 200ms
                timeout client 10s
                timeout server 10s
                option httplog
            frontend fe
                bind "127.0.0.1:${PORT}"
                log "127.0.0.1:${LOG}" format raw local0
                default_backend be
            backend be
            """;

    @Test
    void aServerThatRefusesIsTriedAsOftenAsSaidAndThenTheClientGets503() throws Exception {
        try (var weir = Weir.running(CONFIG + "    retries 2\n    server s1 127.0.0.1:" + Origin.deadPort() + "\n");
                var client = weir.connect()) {
            String answer = client.get("/").message();

            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            String line = weir.logLine();
            assertTrue(line.contains(" be/s1 ") && line.contains(" SC-- ") && line.contains("/2 0/0 "), line);
        }
    }

    @Test
    void withRedispatchAnotherServerAnswersAtOnce() throws Exception {
        try (var origin = Origin.answering("alive");
                var weir = Weir.running(CONFIG + "    option redispatch\n    server s1 127.0.0.1:" + Origin.deadPort()
                        + "\n    server s2 127.0.0.1:" + origin.port() + "\n");
                var client = weir.connect()) {
            String answer = client.get("/").message();

            assertTrue(answer.endsWith("alive"), answer);
            String line = weir.logLine();
            assertTrue(line.contains(" be/s2 ") && line.contains("/+1 0/0 "), line);
        }
    }

    @Test
    void aKeptConnectionThatTheServerClosedIsReplacedUnseen() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.message();
                    wire.send(Origin.response("one each"));
                });
                var weir = Weir.running(CONFIG + "    server s1 127.0.0.1:" + origin.port() + "\n");
                var client = weir.connect()) {
            for (int i = 0; i < 5; i++) {
                String answer = client.get("/" + i).message();
                assertTrue(answer.endsWith("one each"), answer);
            }

            assertEquals(5, origin.connections());
        }
    }

    @Test
    void aRequestWithABodyIsNeverSentTwice() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.message();
                    wire.send(Origin.response("first"));
                    wire.message(); // taken, then dropped without an answer
                });
                var weir = Weir.running(CONFIG + "    server s1 127.0.0.1:" + origin.port() + "\n");
                var client = weir.connect()) {
            client.get("/").message();

            client.send("POST /pay HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\n100");

            String answer = client.rest();
            assertFalse(answer.contains(" 200 "), answer);
            assertEquals(1, origin.connections());
        }
    }

    @Test
    void backupsServeOnlyWhenNothingElseCan() throws Exception {
        try (var active = Origin.answering("active");
                var backup = Origin.answering("backup")) {
            String servers = "    server s1 127.0.0.1:" + active.port() + " %s\n    server b1 127.0.0.1:"
                    + backup.port() + " backup\n    server b2 127.0.0.1:" + Origin.deadPort() + " backup\n";
            try (var weir = Weir.running(CONFIG + servers.formatted(""));
                    var client = weir.connect()) {
                for (int i = 0; i < 4; i++) assertTrue(client.get("/").message().endsWith("active"));
            }
            try (var weir = Weir.running(CONFIG + servers.formatted("disabled"));
                    var client = weir.connect()) {
                for (int i = 0; i < 4; i++) assertTrue(client.get("/").message().endsWith("backup"));
            }
        }
    }
}
