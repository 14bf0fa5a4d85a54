package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not well-formed ends where it shows, and nobody takes bytes of one message for another. */
class FramingTest {
    private static final String POST = "POST /up HTTP/1.1\r\nHost: test\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://test/ HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /a\001b HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET /#part HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: test\r\nX: a\rb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: test\r\nX: a\000b\r\n\r\n",
                "GET /\u00e4 HTTP/1.1\r\nHost: test\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: test\r\n\r\n",
                "GARBAGE\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: -3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: +3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            })
    void anIllegalRequestIsRefusedAndReachesNoServer(String request) throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(request).finish();
            String answer = client.all();

            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertEquals(0, origin.connections());
            String line = weir.logLine();
            assertTrue(line.matches(".* fe fe/<NOSRV> -1/-1/-1/-1/\\d+ 400 \\d+ - - PR-- .*<BADREQ>\""), line);
        }
    }

    @Test
    void halfAHeadGetsItsAnswerWhenTheClientEnds() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send("GET / HTTP/1.1\r\nHo").finish();

            String answer = client.all();

            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(weir.logLine().contains(" 400 "));
        }
    }

    @Test
    void aRequestBehindAnIllegalOneIsNotRead() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.get("/1").send("BAD\r\n\r\n").get("/2").finish();

            String answers = client.all();

            assertTrue(answers.matches("(?s)HTTP/1.1 200 .*HTTP/1.1 400 .*"), answers);
            assertEquals(1, origin.requests().size());
        }
    }

    @Test
    void theTransferCodingWinsOverTheLengthAndTheConnectionEnds() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    String got = wire.until("0\r\n\r\n");
                    assertFalse(Wire.hasField(got, "Content-Length: 3"), got);
                    wire.send(Origin.response("only one"));
                    assertEquals("", wire.rest());
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
            client.get("/smuggled").finish();

            String answers = client.all();

            assertTrue(answers.endsWith("only one") && Wire.hasField(answers, "connection: close"), answers);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcX\r\n0\r\n\r\n",
                "-1\r\n",
                "3 \r\n\r\nabc",
                "\r\n",
                "100000000000000000\r\n"
            })
    void aBadChunkOfARequestGets400AndTheServerSeesNoEnd(String chunks) throws Exception {
        var ended = new CountDownLatch(1);
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    String got = wire.rest();
                    assertTrue(got.startsWith("3\r\nabc\r\n") && !got.contains("0\r\n\r\n"), got);
                    ended.countDown();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            Weir.until("the server has the head", () -> origin.connections() == 1);
            client.pause(100);
            client.send(chunks).finish();

            String answer = client.all();

            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            ended.await();
            assertTrue(weir.logLine().contains(" PH-- "));
        }
    }

    @Test
    void aBadChunkOfAResponseCutsItOff() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                    wire.pause(50);
                    wire.send("zz\r\n0\r\n\r\n");
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String answer = client.get("/").all();

            assertTrue(answer.endsWith("\r\n\r\n3\r\nabc\r\n"), answer);
            assertTrue(weir.logLine().contains(" PD-- "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length : 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nX: a\000b\r\nContent-Length: 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
            })
    void anIllegalResponseBecomesABadGateway(String response) throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send(response);
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String answer = client.get("/").message();

            assertTrue(answer.startsWith("HTTP/1.1 502 "), answer);
            String line = weir.logLine();
            assertTrue(line.matches(".* be/s1 \\d+/\\d+/\\d+/-1/\\d+ 502 .* PH-- .*"), line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Le"})
    void aServerThatEndsBeforeItsHeadIsABadGateway(String start) throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send(start);
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String answer = client.get("/").message();

            assertTrue(answer.startsWith("HTTP/1.1 502 "), answer);
            assertTrue(weir.logLine().contains(" SH-- "));
        }
    }

    @Test
    void headsUpToTheirLimitPassAndLargerOnesDoNot() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
                        String cookie = "x".repeat(head.contains("/big") ? 16_000 : 10);
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: " + cookie + "\r\n\r\n");
                    }
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            assertTrue(get(client, "/", 15_000).startsWith("HTTP/1.1 200 "));
            assertTrue(get(client, "/big", 10).startsWith("HTTP/1.1 502 "));
            assertTrue(get(client, "/", 16_000).startsWith("HTTP/1.1 400 "));
            assertEquals("", client.finish().all());
        }
    }

    private static String get(Wire client, String path, int cookieBytes) throws Exception {
        return client.send("GET " + path + " HTTP/1.1\r\nHost: test\r\nCookie: " + "x".repeat(cookieBytes) + "\r\n\r\n")
                .message();
    }

    @Test
    void bytesBehindAResponseAreNobodysAnswer() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    for (String head = wire.head(); !head.isEmpty(); head = wire.head())
                        wire.send(Origin.response("abc") + Origin.response("evil"));
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            assertTrue(client.get("/1").message().endsWith("abc"));
            assertTrue(client.get("/2").message().endsWith("abc"));
            assertEquals(2, origin.connections());
        }
    }

    @Test
    void aBodyThatASlowServerDidNotWantIsNotTakenForARequest() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = Weir.between("http-request deny if { path /up }", "", origin);
                var client = weir.connect()) {
            client.send(POST + "Content-Length: 40\r\n\r\n");
            String answer = client.message();
            client.get("/smuggled").finish();

            assertTrue(answer.startsWith("HTTP/1.1 403 ") && Wire.hasField(answer, "connection: close"), answer);
            assertEquals("", client.all());
            assertEquals(0, origin.connections());
        }
    }
}
