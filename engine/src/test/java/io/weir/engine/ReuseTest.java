package io.weir.engine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which connections are used again, on either side. */
class ReuseTest {
    /** One loop, so that every client could use any server connection. */
    private static final String ONE_LOOP = "global\n    nbthread 1\n";

    private static Weir weir(String backendLines, Origin origin) throws Exception {
        return Weir.running(
                ONE_LOOP + Weir.configuration("", backendLines + "\n    server s1 \"127.0.0.1:${S1}\""), origin);
    }

    /** Three clients, one after the other. */
    @ParameterizedTest
    @CsvSource({
        "never, 1, 3", "never, 2, 3",
        "safe, 1, 3", "safe, 2, 3",
        "aggressive, 1, 3", "aggressive, 2, 1",
        "always, 1, 1", "always, 2, 1"
    })
    void serverConnectionsAreSharedAsFarAsHttpReuseSays(String mode, int requests, int connections) throws Exception {
        try (var origin = Origin.answering("x");
                var weir = weir("http-reuse " + mode, origin)) {
            for (int i = 0; i < 3; i++) {
                try (var client = weir.connect()) {
                    for (int request = 0; request < requests; request++)
                        client.get("/").message();
                }
            }

            assertEquals(connections, origin.connections());
        }
    }

    @Test
    void inSafeModeALaterRequestTakesAConnectionThatAnotherClientLeft() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = weir("http-reuse safe", origin);
                var one = weir.connect();
                var two = weir.connect()) {
            one.get("/1").message();
            two.get("/1").message();
            for (int i = 2; i < 10; i++) {
                one.get("/" + i).message();
                two.get("/" + i).message();
            }

            assertEquals(2, origin.connections());
        }
    }

    /** One client stays, so that the next one comes to the other loop. */
    @ParameterizedTest
    @CsvSource({
        "epoll, never, 1, 2",
        "epoll, safe, 1, 2",
        "epoll, safe, 2, 2",
        "epoll, aggressive, 2, 1",
        "epoll, always, 1, 1",
        "nio, always, 1, 1",
        "io_uring, always, 1, 2"
    })
    void aConnectionThatIsIdleOnAnotherLoopIsTakenOverFromThere(
            String poller, String mode, int requests, int connections) throws Exception {
        String twoLoops = "global\n    nbthread 2\n    tune.poller " + poller + "\n";
        String lines = "http-reuse " + mode + "\n    server s1 \"127.0.0.1:${S1}\"";
        try (var origin = Origin.answering("x");
                var weir = Weir.running(twoLoops + Weir.configuration("", lines), origin);
                var one = weir.connect();
                var two = weir.connect()) {
            for (int i = 0; i < requests; i++) one.get("/one").message();
            assertTrue(two.get("/two").message().contains(" 200 "));
            assertTrue(one.get("/one").message().contains(" 200 "));

            assertEquals(connections, origin.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({"safe", "always"})
    void loopsTogetherOpenNoMoreConnectionsThanTheServersMaxconn(String mode) throws Exception {
        String fourLoops = "global\n    nbthread 4\n";
        String lines = "http-reuse " + mode + "\n    server s1 \"127.0.0.1:${S1}\" maxconn 3";
        try (var origin = Origin.answering("x");
                var weir = Weir.running(fourLoops + Weir.configuration("", lines), origin)) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < 12; i++) clients.add(weir.connect());
            for (int round = 0; round < 50; round++) {
                for (Wire client : clients) client.get("/");
                for (Wire client : clients) assertTrue(client.message().contains(" 200 "));
            }

            var sockets = requireNonNull(weir.proxy().routes().backends().get("be"))
                    .servers()
                    .at(0)
                    .counters()
                    .sockets;
            assertEquals(3, sockets.max());
            for (Wire client : clients) client.close();
        }
    }

    @Test
    void aClientThatLeavesWhileAConnectionIsOnItsWayFromAnotherLoopLosesNothing() throws Exception {
        String twoLoops = "global\n    nbthread 2\n";
        String lines = "http-reuse always\n    server s1 \"127.0.0.1:${S1}\"";
        try (var origin = Origin.answering("x");
                var weir = Weir.running(twoLoops + Weir.configuration("", lines), origin);
                var one = weir.connect()) {
            for (int i = 0; i < 200; i++) {
                assertTrue(one.get("/one").message().contains(" 200 "));
                try (var two = weir.connect()) {
                    two.get("/two").reset();
                }
            }

            assertTrue(one.get("/one").message().contains(" 200 "));
        }
    }

    @Test
    void httpServerCloseEndsTheServersSideAfterEachResponse() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    String head = wire.head();
                    assertTrue(Wire.hasField(head, "connection: close"), head);
                    wire.send(Origin.response("x"));
                    assertEquals("", wire.rest());
                });
                var weir = Weir.between("", "option http-server-close", origin);
                var client = weir.connect()) {
            String first = client.get("/1").message();
            client.get("/2").message();

            assertFalse(Wire.hasField(first, "connection: close"), first);
            assertEquals(2, origin.connections());
        }
    }

    @Test
    void httpcloseEndsBothSides() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    String head = wire.head();
                    assertTrue(Wire.hasField(head, "connection: close"), head);
                    wire.send(Origin.response("x"));
                    wire.rest();
                });
                var weir = Weir.between("option httpclose", "", origin);
                var client = weir.connect()) {
            String answer = client.get("/1").all();

            assertTrue(Wire.hasField(answer, "connection: close"), answer);
        }
    }

    @Test
    void aServerThatSaysCloseIsNotUsedAgainAndTheClientNeedNotKnow() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx");
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String first = client.get("/1").message();
            client.get("/2").message();

            assertFalse(Wire.hasField(first, "connection: close"), first);
            assertEquals(2, origin.connections());
        }
    }

    @Test
    void aClientThatSaysCloseIsClosedAndTheServersConnectionGoesOn() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = weir("http-reuse always", origin)) {
            for (int i = 0; i < 3; i++) {
                try (var client = weir.connect()) {
                    String answer = client.send("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
                            .all();
                    assertTrue(Wire.hasField(answer, "connection: close"), answer);
                }
            }

            assertEquals(1, origin.connections());
            assertFalse(Wire.hasField(origin.requests().getLast(), "connection: close"));
        }
    }

    @Test
    void fieldsOfOneHopGoNoFurther() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    String head = wire.head();
                    assertEquals("GET / HTTP/1.1\r\nHost: test\r\nX-End: 1\r\n\r\n", head);
                    wire.send(String.join(
                            "\r\n",
                            List.of(
                                    "HTTP/1.1 200 OK",
                                    "Connection: x-hop",
                                    "X-Hop: 1",
                                    "Keep-Alive: timeout=5",
                                    "Content-Length: 0",
                                    "X-End: 2",
                                    "",
                                    "")));
                    wire.rest();
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(String.join(
                    "\r\n",
                    List.of(
                            "GET / HTTP/1.1",
                            "Host: test",
                            "Connection: keep-alive, X-Hop",
                            "X-Hop: 1",
                            "Keep-Alive: 5",
                            "Proxy-Connection: keep-alive",
                            "X-End: 1",
                            "",
                            "")));

            assertEquals("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-End: 2\r\n\r\n", client.message());
        }
    }
}
