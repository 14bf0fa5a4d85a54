package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages of every shape pass as they are meant, and one connection carries as many as it may. */
class MessageTest {
    private static final String POST = "POST /up HTTP/1.1\r\nHost: test\r\n";

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        try (var origin = Origin.echoing();
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: test\r\n\r\n" + POST + "Content-Length: 5\r\n\r\nhello"
                    + "GET /3 HTTP/1.1\r\nHost: test\r\n\r\n");

            assertTrue(client.message().endsWith("GET /1 "));
            assertTrue(client.message().endsWith("POST /up hello"));
            assertTrue(client.message().endsWith("GET /3 "));
            assertEquals(1, origin.connections());
        }
    }

    @Test
    void requestsBeforeTheClientsEndAreAllAnswered() throws Exception {
        try (var origin = Origin.echoing();
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.get("/1").get("/2").get("/3").finish();

            String all = client.all();

            assertEquals(3, all.split("HTTP/1.1 200", -1).length - 1, all);
        }
    }

    @Test
    void manyMoreRequestsThanABufferHoldsWaitBehindTheOneAtWork() throws Exception {
        String request = "GET /" + "x".repeat(900) + " HTTP/1.1\r\nHost: test\r\n\r\n";
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.pause(300);
                    wire.send(Origin.response("first"));
                    for (String head = wire.head(); !head.isEmpty(); head = wire.head())
                        wire.send(Origin.response("ok"));
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            var sender = Thread.ofVirtual().start(() -> client.sendAll(request, 300));

            assertTrue(client.message().endsWith("first"));
            for (int i = 1; i < 300; i++) assertTrue(client.message().endsWith("ok"));
            sender.join();
        }
    }

    @Test
    void chunksAndTrailersPassBothWays() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    String got = wire.until("0\r\nX-Sum: 7\r\n\r\n");
                    assertTrue(
                            got.endsWith("\r\n\r\n0A\r\n0123456789\r\n3;name=v\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n"), got);
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\nok\r\n");
                    wire.pause(50);
                    wire.send("0\r\nX-Sum: 9\r\n\r\n");
                    wire.send(Origin.response(wire.head().substring(0, 9)));
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n0A\r\n0123456789\r\n3;na");
            client.pause(50);
            client.send("me=v\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n");

            assertTrue(client.head().startsWith("HTTP/1.1 200 "));
            assertEquals("2\r\nok\r\n0\r\nX-Sum: 9\r\n\r\n", client.until("X-Sum: 9\r\n\r\n"));
            assertTrue(client.get("/next").message().endsWith("GET /next"));
        }
    }

    @Test
    void responsesWithoutABodyEndWithTheirHeads() throws Exception {
        var heads = List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n");
        try (var origin = Origin.playing((wire, _) -> {
                    for (String head : heads) {
                        wire.head();
                        wire.send(head);
                    }
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\n");
            assertEquals(heads.get(0), client.head());
            assertEquals(heads.get(1), client.get("/").head());
            assertEquals(heads.get(2), client.get("/").head());
            assertEquals(1, origin.connections());
        }
    }

    @Test
    void interimResponsesComeBeforeTheFinalOne() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    String head = wire.head();
                    if (Wire.hasField(head, "Expect: 100-continue")) wire.send("HTTP/1.1 100 Continue\r\n\r\n");
                    String body = wire.bytes(5);
                    wire.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Origin.response(body));
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(POST + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");

            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.head());
            client.send("abcde");
            assertTrue(client.head().startsWith("HTTP/1.1 103 "));
            assertTrue(client.message().endsWith("abcde"));
        }
    }

    @Test
    void aResponseWithoutLengthEndsWithTheConnection() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\n\r\nas long as it lasts");
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String answer = client.get("/").all();

            assertEquals("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nas long as it lasts", answer);
        }
    }

    @Test
    void anOldClientGetsNeitherChunksNorInterimResponses() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 103 Early Hints\r\n\r\n");
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                    wire.pause(50);
                    wire.send("2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n");
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String answer = client.send("GET / HTTP/1.0\r\n\r\n").all();

            assertEquals("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nabcde", answer);
        }
    }

    @Test
    void anOldClientKeepsItsConnectionIfItAsks() throws Exception {
        try (var origin = Origin.echoing();
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String kept = client.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .message();
            String last = client.send("GET /2 HTTP/1.0\r\n\r\n").all();

            assertTrue(Wire.hasField(kept, "connection: keep-alive"), kept);
            assertTrue(Wire.hasField(last, "connection: close") && last.endsWith("GET /2 "), last);
        }
    }

    @Test
    void aClientThatHasEndedItsDirectionGetsALargeAnswerWhole() throws Exception {
        int size = 20_000_000;
        try (var origin = Origin.answering("x".repeat(size));
                var weir = Weir.inFrontOf(origin);
                var client = Wire.withReceiveBuffer(4096, weir.port())) {
            client.get("/").finish();
            client.pause(200);

            client.head();
            assertEquals(size, client.all().length());
        }
    }

    @Test
    void aClientThatEndsWhileTheLastBytesAreOnTheirWayGetsThem() throws Exception {
        int size = 8_000_000;
        try (var origin = Origin.answering("x".repeat(size));
                var weir = Weir.inFrontOf(origin);
                var client = Wire.withReceiveBuffer(4096, weir.port())) {
            client.get("/").head();
            int got = 0;
            while (weir.counter(io.weir.rules.Counter.FE_REQ_CUR, "fe") > 0)
                got += client.bytes(20_000).length();

            client.finish(); // the exchange is over, but what Weir could not send yet is still with it
            client.pause(100);

            assertEquals(size, got + client.all().length());
        }
    }

    @Test
    void anEarlyAnswerReachesAClientThatIsStillSending() throws Exception {
        String page = "too much ".repeat(50_000);
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: " + page.length() + "\r\n\r\n" + page);
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(POST + "Content-Length: 1000000000\r\n\r\n");
            var sender = Thread.ofVirtual().start(() -> client.sendAll("x".repeat(10_000), 2000));
            client.pause(100);

            String answer = client.message();

            assertTrue(answer.startsWith("HTTP/1.1 413 ") && answer.endsWith(page), answer.substring(0, 100));
            sender.join();
            client.finish();
            assertEquals("", client.all());
        }
    }

    @Test
    void anAnswerThatIsWholeBeforeItsRequestSaysThatItIsTheLast() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno");
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String answer = client.send(POST + "Content-Length: 10\r\n\r\n").message();

            assertTrue(Wire.hasField(answer, "connection: close") && answer.endsWith("no"), answer);
        }
    }

    @Test
    void aResponseThatRunsBesideItsRequestEndsWithIt() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
                    for (int i = 0; i < 3; i++) wire.send(wire.bytes(2));
                    wire.send(Origin.response(wire.head().substring(0, 9)));
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(POST + "Content-Length: 6\r\n\r\n");
            String head = client.head();
            for (String part : List.of("ab", "cd", "ef"))
                assertEquals(part, client.send(part).bytes(2));

            assertFalse(Wire.hasField(head, "connection: close"), head);
            assertTrue(client.get("/next").message().endsWith("GET /next"));
        }
    }
}
