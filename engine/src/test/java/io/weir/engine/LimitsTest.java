package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits are exact: on connections by not accepting, on requests by waiting. */
@Timeout(60)
class LimitsTest {
    private static final String TIMES = """
            defaults
                mode http
                timeout connect 10s
                timeout client 20s
                timeout server 20s
            """;

    @Test
    void aFrontendAtMaxconnLeavesTheOthersInTheKernelsQueueAndGoesOnAsSoonAsOneLeaves() throws Exception {
        String config = "global\n    nbthread 4\n" + TIMES + """
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    maxconn 100
                    http-request return status 200
                """;
        try (var weir = Weir.running(config)) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < 120; i++) clients.add(weir.connect());
            Weir.until("100 accepted", () -> weir.counter(Counter.FE_CONN, "fe") == 100);

            assertEquals(20, waitingInTheKernel(weir.port()));
            for (int i = 0; i < 20; i++) clients.get(i).close();

            for (Wire client : clients.subList(100, 120))
                assertTrue(client.get("/").message().contains(" 200 "));
            assertTrue(weir.counter(Counter.FE_CONN, "fe") <= 100);
            for (Wire client : clients) client.close();
            Weir.until("all gone", () -> weir.counter(Counter.FE_CONN, "fe") == 0);
        }
    }

    @Test
    void twoListenersShareTheLimitOfTheirFrontendExactly() throws Exception {
        String config = TIMES + """
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    bind "127.0.0.1:${PORT2}"
                    maxconn 5
                    http-request return status 200
                """;
        try (var weir = Weir.running(config)) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < 10; i++) {
                var address = (java.net.InetSocketAddress)
                        weir.proxy().addresses("fe").get(i % 2);
                clients.add(Wire.to(address.getPort()));
            }
            Weir.until("five accepted", () -> weir.counter(Counter.FE_CONN, "fe") == 5);

            int answered = 0;
            for (Wire client : clients) client.get("/");
            for (Wire client : clients) {
                if (client.message().contains(" 200 ")) answered++;
                client.close();
            }
            assertEquals(10, answered);
        }
    }

    @Test
    void theProcessLimitHoldsAcrossFrontends() throws Exception {
        String config = "global\n    maxconn 5\n" + TIMES + """
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    http-request return status 200
                frontend other
                    bind "127.0.0.1:${PORT2}"
                    http-request return status 200
                """;
        try (var weir = Weir.running(config)) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < 8; i++) clients.add(i % 2 == 0 ? weir.connect() : Wire.to(weir.port("other")));
            Weir.until("five accepted", () -> weir.counter(Counter.ACT_CONN, "") == 5);

            for (Wire client : clients) client.get("/");
            for (Wire client : clients) {
                assertTrue(client.message().contains(" 200 "));
                client.close();
            }
        }
    }

    @Test
    void aFullFrontendAsksItsClientsToMakeRoom() throws Exception {
        String config = TIMES + """
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    maxconn 1
                    http-request return status 200
                """;
        try (var weir = Weir.running(config);
                var first = weir.connect();
                var second = weir.connect()) {
            String answer = first.get("/").message();
            String afterwards = second.get("/").message();

            assertTrue(answer.contains("connection: close"), answer);
            assertTrue(afterwards.contains(" 200 "), afterwards);
        }
    }

    @Test
    void aServerNeverSeesMoreThanItsMaxconnAndTheOthersWaitForTheirTurn() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var go = new CountDownLatch(1);
        try (var origin = Origin.playing((wire, _) -> {
                    while (!wire.message().isEmpty()) {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                        go.await();
                        atOnce.decrementAndGet();
                        wire.send(Origin.response("ok"));
                    }
                });
                var weir = Weir.running("global\n    nbthread 4\n" + TIMES + """
                        frontend fe
                            bind "127.0.0.1:${PORT}"
                            default_backend be
                        backend be
                            server s1 127.0.0.1:%d maxconn 3
                        """.formatted(origin.port()))) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < 10; i++) clients.add(weir.connect().get("/" + i));
            Weir.until("seven wait", () -> weir.counter(Counter.QUEUE, "be") == 7);
            assertEquals(0, weir.counter(Counter.BE_CONN_FREE, "be"));
            assertEquals(10, weir.counter(Counter.BE_CONN, "be"));

            go.countDown();

            for (Wire client : clients) assertTrue(client.message().endsWith("ok"));
            assertTrue(most.get() <= 3, "at once: " + most);
            Weir.until("nothing is counted", () -> weir.counter(Counter.BE_CONN, "be") == 0);
            assertEquals(3, weir.counter(Counter.BE_CONN_FREE, "be"));
            for (Wire client : clients) client.close();
        }
    }

    @Test
    void idleClientsDoNotMakeTheSiteBusyWhenTheRuleLooksAtRequests() throws Exception {
        try (var origin = Origin.answering("served");
                var weir = Weir.running(TIMES + """
                        frontend fe
                            bind "127.0.0.1:${PORT}"
                            use_backend busy if { fe_req_cur gt 3 }
                            default_backend be
                        backend be
                            server s1 127.0.0.1:%d
                        backend busy
                            http-request return status 503
                        """.formatted(origin.port()))) {
            List<Wire> idle = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                idle.add(weir.connect());
                idle.get(i).get("/").message();
            }

            try (var late = weir.connect()) {
                assertTrue(late.get("/").message().endsWith("served"));
            }
            assertFalse(idle.isEmpty());
            for (Wire client : idle) client.close();
        }
    }

    /** What {@code ss} shows as Recv-Q of the listening socket. */
    private static int waitingInTheKernel(int port) throws Exception {
        var ss = new ProcessBuilder("ss", "-ltnH", "( sport = :" + port + " )").start();
        String line = new String(ss.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return Integer.parseInt(line.split("\\s+")[1]);
    }
}
