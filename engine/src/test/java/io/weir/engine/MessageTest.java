package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages pass whole and unchanged where they are legal, and not at all where they are not. */
@Timeout(60)
class MessageTest {
    @Test
    void aLargeBodyPassesToASlowClientWithoutBeingHeld() throws Exception {
        int size = 20_000_000;
        String chunk = "x".repeat(100_000);
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                    for (int sent = 0; sent < size; sent += chunk.length()) wire.send(chunk);
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.get("/large");
            String head = client.head();

            assertTrue(head.startsWith("HTTP/1.1 200 "), head);
            assertEquals(size, client.bytes(size).length());
        }
    }

    @Test
    void anUploadPassesWholeToTheServer() throws Exception {
        int size = 5_000_000;
        try (var origin = Origin.playing((wire, _) -> {
                    String message = wire.message();
                    wire.send(Origin.response("" + (message.length() - message.indexOf("\r\n\r\n") - 4)));
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send("POST /up HTTP/1.1\r\nHost: test\r\nContent-Length: " + size + "\r\n\r\n");
            client.send("y".repeat(size));

            assertTrue(client.message().endsWith("" + size));
        }
    }

    @Test
    void aClientOfHttp10GetsAChunkedResponseWithoutItsChunks() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String got = client.send("GET / HTTP/1.0\r\n\r\n").rest();

            assertTrue(got.endsWith("\r\n\r\nhello world"), got);
            assertFalse(got.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding"), got);
        }
    }

    @Test
    void aResponseWithoutLengthEndsWithTheConnection() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\n\r\nuntil the end");
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String got = client.get("/").rest();

            assertTrue(got.contains("connection: close") && got.endsWith("until the end"), got);
        }
    }

    @Test
    void aHeadRequestAndA304HaveNoBodyAndTheConnectionGoesOn() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    wire.head();
                    wire.send("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String first = client.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\n").head();
            String second = client.get("/").head();

            assertTrue(first.contains("Content-Length: 1000"), first);
            assertTrue(second.startsWith("HTTP/1.1 304 "), second);
        }
    }

    @Test
    void anUpgradedConnectionPassesBytesBothWaysAndEachSideMayEndFirst() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    String head = wire.head();
                    assertTrue(head.contains("connection: upgrade"), head);
                    wire.send("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n");
                    wire.send(wire.bytes(4));
                    assertEquals("", wire.rest());
                    wire.send("last words");
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
            assertTrue(client.head().startsWith("HTTP/1.1 101 "));
            client.send("ping");
            assertEquals("ping", client.bytes(4));

            assertEquals("last words", client.finish().rest());
        }
    }

    @Test
    void aServerThatSwitchesProtocolsUnaskedIsNotBelieved() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 101 Switching Protocols\r\n\r\n");
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            assertTrue(client.get("/").message().startsWith("HTTP/1.1 502 "));
        }
    }

    @Test
    void anEarlyAnswerReachesAClientThatIsStillSending() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nstop");
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\nbegun");

            String answer = client.message();
            client.send("more of it");

            assertTrue(answer.startsWith("HTTP/1.1 413 ") && answer.endsWith("stop"), answer);
            assertEquals("", client.rest());
        }
    }

    @Test
    void theCodingWinsOverTheLengthAndTheServerNeverSeesTheLength() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    String head = wire.head();
                    assertFalse(head.toLowerCase(java.util.Locale.ROOT).contains("content-length"), head);
                    assertEquals("3\r\nabc\r\n0\r\n\r\n", wire.bytes(13));
                    wire.send(Origin.response("ok"));
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 50\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("3\r\nabc\r\n0\r\n\r\n");

            assertTrue(client.message().endsWith("ok"));
        }
    }

    @Test
    void requestsThatTwoServersMightReadDifferentlyAreRefused() throws Exception {
        try (var origin = Origin.answering("never");
                var weir = Weir.inFrontOf(origin)) {
            for (String bad : new String[] {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET /#x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
            }) {
                try (var client = weir.connect()) {
                    String answer = client.send(bad).message();
                    assertTrue(answer.startsWith("HTTP/1.1 400 "), bad + answer);
                }
            }
            assertEquals(0, origin.connections());
        }
    }

    @Test
    void aHeadThatDoesNotFitIsRefusedFromEitherSide() throws Exception {
        String large = "X-Large: " + "l".repeat(20_000) + "\r\n";
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\n" + large + "Content-Length: 0\r\n\r\n");
                });
                var weir = Weir.inFrontOf(origin)) {
            try (var client = weir.connect()) {
                client.send("GET / HTTP/1.1\r\nHost: a\r\n" + large + "\r\n");
                assertTrue(client.message().startsWith("HTTP/1.1 400 "));
            }
            try (var client = weir.connect()) {
                assertTrue(client.get("/").message().startsWith("HTTP/1.1 502 "));
            }
        }
    }
}
