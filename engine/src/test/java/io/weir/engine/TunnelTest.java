package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** After an upgrade or a CONNECT bytes pass both ways until both sides, or their timeouts, have had enough. */
class TunnelTest {
    private static final String UPGRADE =
            "GET /chat HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n";
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n";
    private static final int MUCH = 20_000_000;

    /** Switches protocols, then plays on. */
    private static Origin switching(Origin.Script then) throws Exception {
        return Origin.playing((wire, number) -> {
            wire.head();
            wire.send(SWITCHED);
            then.play(wire, number);
        });
    }

    private static final Origin.Script ECHO = (wire, _) -> {
        for (String bytes = wire.bytes(4); !bytes.isEmpty(); bytes = wire.bytes(4)) wire.send(bytes);
    };

    @Test
    void bytesPassBothWaysAfterAnUpgrade() throws Exception {
        try (var origin = switching(ECHO);
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String head = client.send(UPGRADE + "1234").head();
            String echoed = client.bytes(4) + client.send("5678").bytes(4);
            client.finish();

            assertTrue(head.startsWith("HTTP/1.1 101 "), head);
            assertTrue(Wire.hasField(head, "Upgrade: chat"), head);
            assertEquals("12345678", echoed);
            assertEquals("", client.all());
            assertTrue(weir.logLine().matches(".* be/s1 .* 101 .* ---- .*"));
        }
    }

    @Test
    void aServerThatRefusesTheUpgradeKeepsTheConnectionHttp() throws Exception {
        try (var origin = Origin.answering("no");
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String refused = client.send(UPGRADE).message();
            String next = client.get("/").message();

            assertTrue(refused.startsWith("HTTP/1.1 200 ") && next.startsWith("HTTP/1.1 200 "), refused + next);
            assertTrue(Wire.hasField(origin.requests().getFirst(), "Connection: upgrade"));
        }
    }

    @Test
    void a101ThatNobodyAskedForIsABadResponse() throws Exception {
        try (var origin = switching(ECHO);
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String answer = client.get("/").message();

            assertTrue(answer.startsWith("HTTP/1.1 502 "), answer);
            assertTrue(weir.logLine().contains(" PH-- "));
        }
    }

    @Test
    void connectOpensATunnelToTheServer() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 Established\r\n\r\n");
                    ECHO.play(wire, 1);
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send("CONNECT far.test:443 HTTP/1.1\r\nHost: far.test:443\r\n\r\nabcd");

            assertEquals("HTTP/1.1 200 Established\r\n\r\n", client.head());
            assertEquals("abcd", client.bytes(4));
        }
    }

    @Test
    void theServerStillAnswersAClientThatHasEndedItsDirection() throws Exception {
        try (var origin = switching((wire, _) -> wire.send("got " + wire.rest()));
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(UPGRADE).head();

            client.send("all of it").finish();

            assertEquals("got all of it", client.all());
        }
    }

    @Test
    void theClientStillReachesAServerThatHasEndedItsDirection() throws Exception {
        var heard = new AtomicReference<>("");
        try (var origin = switching((wire, _) -> {
                    wire.send("bye").finish();
                    heard.set(wire.rest());
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(UPGRADE).head();
            assertEquals("bye", client.all());

            client.send("a last word").finish();

            Weir.until("the server has heard it", () -> heard.get().equals("a last word"));
            assertTrue(weir.logLine().contains(" ---- "));
        }
    }

    @Test
    void nothingIsLostWhenTheServerEndsWhileAClientIsSlowToRead() throws Exception {
        try (var origin = switching((wire, _) -> {
                    for (int i = 0; i < MUCH / 100_000; i++) wire.send("x".repeat(100_000));
                });
                var weir = Weir.inFrontOf(origin);
                var client = Wire.withReceiveBuffer(4096, weir.port())) {
            client.send(UPGRADE).head();
            client.pause(300);

            assertEquals(MUCH, client.all().length());
        }
    }

    @Test
    void nothingIsLostWhenTheClientEndsWhileTheServerIsSlowToRead() throws Exception {
        var heard = new AtomicLong();
        try (var origin = switching((wire, _) -> {
                    wire.pause(300);
                    heard.set(wire.all().length());
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(UPGRADE).head();

            for (int i = 0; i < MUCH / 100_000; i++) client.send("x".repeat(100_000));
            client.finish();

            assertEquals("", client.all());
            assertEquals(MUCH, heard.get());
        }
    }

    @Test
    void whatIsOnItsWayToTheServerArrivesAlthoughTheServerHasNothingMoreToSay() throws Exception {
        var read = new CountDownLatch(1);
        var heard = new AtomicLong();
        try (var origin = switching((wire, _) -> {
                    wire.finish();
                    read.await();
                    heard.set(wire.all().length());
                });
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            client.send(UPGRADE).head();
            client.all();
            int sent = 0;
            while (sent < 200_000_000 && client.sendsSoon("x".repeat(50_000))) sent += 50_000;
            // now everything between us and the server is full
            read.countDown();
            client.finish();
            int expected = sent;

            Weir.until("the server has got " + expected, () -> heard.get() >= expected);
        }
    }

    @Test
    void aSilentTunnelEndsAfterTimeoutTunnel() throws Exception {
        try (var origin = switching((wire, _) -> wire.rest());
                var weir = Weir.between("timeout client 200ms", "timeout server 200ms\ntimeout tunnel 600ms", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.send(UPGRADE).head();

            watch.ends(600, client::all);

            assertTrue(weir.logLine().contains(" cD-- "));
        }
    }

    @Test
    void aTunnelWithoutItsOwnTimeoutEndsAfterTheShorterOfClientAndServer() throws Exception {
        try (var origin = switching((wire, _) -> wire.rest());
                var weir = Weir.between("timeout client 2s", "timeout server 400ms", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.send(UPGRADE).head();

            watch.ends(400, client::all);

            assertTrue(weir.logLine().contains(" sD-- "));
        }
    }

    @Test
    void aByteInEitherDirectionKeepsATunnelOpen() throws Exception {
        try (var origin = switching((wire, _) -> {
                    wire.bytes(3);
                    wire.pause(300);
                    wire.send("pong");
                    wire.rest();
                });
                var weir = Weir.between("", "timeout tunnel 500ms", origin);
                var client = weir.connect()) {
            client.send(UPGRADE).head();

            for (int i = 0; i < 3; i++) assertTrue(client.send("p").quietFor(250));
            var watch = Stopwatch.start();
            assertEquals("pong", client.bytes(4));
            watch.ends(500, client::all);
        }
    }

    @Test
    void aServerThatIsSilentAfterTheClientEndedIsLeftAfterTimeoutServerFin() throws Exception {
        try (var origin = switching((wire, _) -> {
                    wire.rest();
                    wire.pause(3000);
                });
                var weir = Weir.between("", "timeout tunnel 5s\ntimeout server-fin 400ms", origin);
                var client = weir.connect()) {
            client.send(UPGRADE).head();

            var watch = Stopwatch.start();
            client.finish();
            watch.ends(400, client::all);

            assertTrue(weir.logLine().contains(" sD-- "));
        }
    }

    @Test
    void aClientThatLingersAfterTheServerEndedIsLeftAfterTimeoutClientFin() throws Exception {
        try (var origin = switching((_, _) -> {});
                var weir = Weir.between("timeout client-fin 400ms", "timeout tunnel 5s", origin);
                var client = weir.connect()) {
            var watch = Stopwatch.start();
            client.send(UPGRADE).head();
            assertEquals("", client.all());

            String line = watch.ends(400, weir::logLine);

            assertTrue(line.contains(" cD-- "), line);
            weir.await(Counter.FE_CONN, "fe", 0);
        }
    }

    @Test
    void aResetOfEitherSideEndsTheTunnelAtOnce() throws Exception {
        var server = new CountDownLatch(1);
        try (var origin = switching((wire, number) -> {
                    if (number == 2) wire.reset();
                    else wire.rest();
                    server.countDown();
                });
                var weir = Weir.inFrontOf(origin)) {
            try (var client = weir.connect()) {
                client.send(UPGRADE).head();
                client.reset();
                assertTrue(weir.logLine().contains(" CD-- "));
                server.await();
            }
            try (var client = weir.connect()) {
                client.send(UPGRADE).head();
                client.rest();
                assertTrue(weir.logLine().contains(" SD-- "));
            }
        }
    }

    @Test
    void anOpenTunnelHoldsItsSlot() throws Exception {
        try (var origin = switching(ECHO);
                var weir = Weir.between("", "server s1 \"127.0.0.1:${S1}\" maxconn 1", origin);
                var client = weir.connect()) {
            client.send(UPGRADE).head();

            assertEquals(1, weir.counter(Counter.SRV_CONN, "be/s1"));
            assertEquals(0, weir.counter(Counter.BE_CONN_FREE, "be"));
            client.finish();
            client.all();
            weir.await(Counter.BE_CONN_FREE, "be", 1);
        }
    }
}
