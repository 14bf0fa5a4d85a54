package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Every timeout of a request ends what it is for when it is due, with HAProxy's status and code. */
class TimeoutTest {
    /** Reads a request and never answers. */
    private static final Origin.Script SILENT = (wire, _) -> {
        wire.head();
        wire.rest();
    };

    @Test
    void aClientThatSendsNothingGets408AfterTimeoutHttpRequest() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("timeout http-request 400ms", "", origin)) {
            var watch = Stopwatch.start();
            String answer;
            try (var client = weir.connect()) {
                answer = watch.ends(400, client::all);
            }

            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            assertTrue(
                    weir.logLine().matches(".* fe fe/<NOSRV> -1/-1/-1/-1/[4-9]\\d\\d 408 \\d+ - - cR-- .*<BADREQ>\""));
        }
    }

    @Test
    void aHeadThatComesByteByByteIsCutOffAfterTimeoutHttpRequestAllTheSame() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("timeout http-request 500ms\ntimeout client 300ms", "", origin)) {
            var watch = Stopwatch.start();
            String answer = watch.ends(500, () -> {
                try (var client = weir.connect()) {
                    for (char c : "GET / HTTP/1.1\r\nHost:".toCharArray()) {
                        client.send("" + c);
                        if (!client.quietFor(60)) break;
                    }
                    return weir.logLine();
                }
            });

            assertTrue(answer.contains(" 408 ") && answer.contains(" cR-- "), answer);
        }
    }

    @Test
    void aHeadMayTakeLongerThanTimeoutClientAsLongAsItGoesOn() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("timeout client 300ms", "", origin);
                var client = weir.connect()) {
            for (String part : "GET|/ HTTP/1.1|\r\nHost: |test|\r\n".split("\\|")) {
                client.send(part.equals("GET") ? "GET " : part);
                assertTrue(client.quietFor(150));
            }
            String answer = client.send("\r\n").message();

            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
    }

    @Test
    void aHeadThatStopsIsCutOffAfterTimeoutClient() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("timeout client 300ms\ntimeout http-request 5s", "", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.send("GET / HT");

            String answer = watch.ends(300, client::all);

            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
        }
    }

    @Test
    void anIdleConnectionIsClosedWithoutAWordAfterTimeoutHttpKeepAlive() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("timeout http-keep-alive 400ms", "", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.get("/").message();

            String more = watch.ends(400, client::all);

            assertEquals("", more);
            assertTrue(weir.logLine().contains("\"GET / HTTP/1.1\""));
            assertTrue(weir.logsNothingFor(100));
        }
    }

    @Test
    void aSecondRequestThatBeganIsBoundByTimeoutHttpRequest() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("timeout http-keep-alive 300ms\ntimeout http-request 600ms", "", origin);
                var client = weir.connect()) {
            client.get("/").message();
            var watch = Stopwatch.start();
            client.send("GET /second HTTP/1.1\r\n");

            String answer = watch.ends(600, client::all);

            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
        }
    }

    @Test
    void aServerThatDoesNotAcceptGives503AfterTimeoutConnectAndItsRetries() throws Exception {
        try (var origin = Origin.deaf();
                var weir = Weir.between("", "timeout connect 300ms\nretries 1", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.get("/x");

            String answer = watch.ends(600, client::message);

            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            String line = weir.logLine();
            assertTrue(line.matches(".* fe be/s1 \\d+/\\d+/-1/-1/\\d+ 503 .* sC-- \\d+/\\d+/\\d+/\\d+/1 0/0 .*"), line);
        }
    }

    @Test
    void aServerThatDoesNotAnswerGives504AfterTimeoutServer() throws Exception {
        try (var origin = Origin.playing(SILENT);
                var weir = Weir.between("", "timeout server 400ms", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.get("/");

            String answer = watch.ends(400, client::message);

            assertTrue(answer.startsWith("HTTP/1.1 504 "), answer);
            String line = weir.logLine();
            assertTrue(line.matches(".* be/s1 \\d+/\\d+/\\d+/-1/\\d+ 504 .* sH-- .*"), line);
        }
    }

    @Test
    void aServerThatStopsInItsBodyIsBrokenOffAfterTimeoutServer() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    wire.rest();
                });
                var weir = Weir.between("", "timeout server 400ms", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.get("/");

            String answer = watch.ends(400, client::all);

            assertTrue(answer.endsWith("\r\n\r\nabc"), answer);
            assertTrue(weir.logLine().contains(" sD-- "));
        }
    }

    @Test
    void aServerMayTakeItsTimeWhileTheBodyOfTheRequestStillComes() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send(Origin.response(wire.bytes(8)));
                    wire.rest();
                });
                var weir = Weir.between("", "timeout server 400ms", origin);
                var client = weir.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 8\r\n\r\n");
            for (int i = 0; i < 8; i++) {
                client.send("x");
                if (i < 7) assertTrue(client.quietFor(150));
            }

            assertTrue(client.message().endsWith("xxxxxxxx"));
        }
    }

    @Test
    void aBodyThatStopsIsTheServersTimeout() throws Exception {
        try (var origin = Origin.playing(SILENT);
                var weir = Weir.between("timeout client 200ms", "timeout server 500ms", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 8\r\n\r\nab");

            String answer = watch.ends(500, client::message);

            assertTrue(answer.startsWith("HTTP/1.1 504 "), answer);
            assertTrue(weir.logLine().contains(" sH-- "));
        }
    }

    @Test
    void aClientThatStopsReadingIsBrokenOffAfterTimeoutClient() throws Exception {
        var sent = new CountDownLatch(1);
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n");
                    for (int i = 0; i < 9000; i++) wire.send("x".repeat(100_000));
                    sent.countDown();
                });
                var weir = Weir.between("timeout client 500ms", "", origin);
                var client = Wire.withReceiveBuffer(4096, weir.port())) {
            client.get("/");

            String line = weir.logLine();

            assertTrue(line.contains(" cD-- "), line);
            assertEquals(1, sent.getCount());
        }
    }

    @Test
    void aClientThatReadsSlowlyGetsEverythingHoweverLongItTakes() throws Exception {
        int size = 8_000_000;
        try (var origin = Origin.answering("x".repeat(size));
                var weir = Weir.between("timeout client 1s", "timeout server 1s", origin);
                var client = Wire.withReceiveBuffer(4096, weir.port())) {
            client.send("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
                    .head();

            int got = 0;
            for (int i = 0; i < 25; i++) {
                got += client.bytes(250_000).length();
                client.pause(100);
            }
            got += client.all().length();

            assertEquals(size, got);
            assertTrue(weir.logLine().contains(" ---- "));
        }
    }

    @Test
    void aRefusedClientIsHeldForTimeoutTarpit() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("timeout tarpit 400ms\nhttp-request tarpit deny_status 429", "", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.get("/");

            String answer = watch.ends(400, client::message);

            assertTrue(answer.startsWith("HTTP/1.1 429 "), answer);
            String line = weir.logLine();
            assertTrue(line.matches(".* fe fe/<NOSRV> (-1|\\d+)/[4-9]\\d\\d/-1/-1/[4-9]\\d\\d 429 .* PT-- .*"), line);
            assertEquals(0, origin.connections());
        }
    }
}
