package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import org.junit.jupiter.api.Test;

/** Who ended a request and when is told by the termination code of its line in the log (manual 8.5). */
class TerminationTest {
    private static final Origin.Script SILENT = (wire, _) -> {
        wire.head();
        wire.rest();
    };

    @Test
    void anAnswerOfARuleIsLR() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("http-request return status 200", "", origin)) {
            asks(weir, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "200", "LR");
            assertEquals(0, origin.connections());
        }
    }

    @Test
    void aDeniedRequestIsPR() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("http-request deny", "", origin)) {
            asks(weir, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "403", "PR");
            assertEquals(0, origin.connections());
        }
    }

    @Test
    void aRequestThatIsNoHttpIsPR() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.inFrontOf(origin)) {
            asks(weir, "GET / HTTP/1.1\r\nbad name: x\r\n\r\n", "400", "PR");
        }
    }

    @Test
    void aDeniedResponseIsPH() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("http-response deny", "", origin)) {
            asks(weir, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "502", "PH");
        }
    }

    @Test
    void aResponseThatIsNoHttpIsPH() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nbad name: x\r\n\r\n").rest();
                });
                var weir = Weir.inFrontOf(origin)) {
            asks(weir, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "502", "PH");
        }
    }

    @Test
    void aServerThatRefusesTheConnectionIsSC() throws Exception {
        var origin = Origin.answering("x");
        origin.close();
        try (var weir = Weir.between("", "retries 0", origin)) {
            asks(weir, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "503", "SC");
        }
    }

    @Test
    void aBackendWithoutServersIsSC() throws Exception {
        try (var weir = Weir.between("", "")) {
            asks(weir, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "503", "SC");
        }
    }

    @Test
    void aServerThatLeavesBeforeItsHeadIsSH() throws Exception {
        try (var origin = Origin.playing((wire, _) -> wire.head());
                var weir = Weir.inFrontOf(origin)) {
            asks(weir, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "502", "SH");
        }
    }

    @Test
    void aClientThatLeavesInItsHeadIsCR() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send("GET / HTTP/1.1\r\nHo").close();

            ends(weir, "CR");
        }
    }

    @Test
    void aClientThatResetsInTheBodyIsCD() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
                            .rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.get("/").until("abc");
            client.reset();

            ends(weir, "CD");
        }
    }

    @Test
    void aClientThatLeavesWhileTheServerThinksIsCH() throws Exception {
        try (var origin = Origin.playing(SILENT);
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.get("/");
            Weir.until("the server is asked", () -> origin.connections() == 1);
            client.reset();

            ends(weir, "CH");
        }
    }

    @Test
    void aClientThatLeavesTheQueueIsCQAndItsServerNeverHearsOfIt() throws Exception {
        try (var origin = Origin.playing(SILENT);
                var weir = Weir.between("", "server s1 \"127.0.0.1:${S1}\" maxconn 1", origin);
                var first = weir.connect();
                var second = weir.connect()) {
            first.get("/first");
            Weir.until("the server is asked", () -> origin.connections() == 1);
            second.get("/second");
            weir.await(Counter.QUEUE, "be", 1);
            second.reset();

            ends(weir, "CQ");
            assertEquals(1, origin.connections());
        }
    }

    private static void asks(Weir weir, String request, String status, String code) throws Exception {
        try (var client = weir.connect()) {
            String answer = client.send(request).head();

            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
            ends(weir, code);
        }
    }

    private static void ends(Weir weir, String code) throws Exception {
        String line = weir.logLine();
        assertTrue(line.contains(" " + code + "-- "), line);
    }
}
