package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates and the limits of single {@code bind} lines hold accepting back; nobody is refused. */
@Timeout(60)
class AcceptRateTest {
    private static final String TIMES = """
            defaults
                mode http
                timeout connect 10s
                timeout client 20s
                timeout server 20s
            """;

    @ParameterizedTest
    @CsvSource({"epoll,rate", "nio,rate", "epoll,maxconnrate", "nio,maxconnrate", "epoll,maxsessrate", "nio,maxsessrate"
    })
    void clientsAboveTheRateWaitForTheirTurnAndAreAllServed(String poller, String limit) throws Exception {
        String global = limit.equals("rate") ? "" : "    " + limit + " 5\n";
        String frontend = limit.equals("rate") ? "rate-limit sessions 5" : "maxconn 100";
        String config =
                "global\n    nbthread 3\n    tune.poller " + poller + "\n" + global + TIMES + """
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    bind "127.0.0.1:${PORT2}"
                    %s
                    http-request return status 200
                """.formatted(frontend);
        try (var weir = Weir.running(config)) {
            long startNanos = System.nanoTime();
            List<Wire> clients = twelve(weir);

            int answered = answered(clients);

            long millis = (System.nanoTime() - startNanos) / 1_000_000;
            assertEquals(12, answered);
            assertTrue(
                    millis >= 300,
                    "12 clients at 5 a second took " + millis + " ms"); // 5 at an end of a second, 5 more, 2
            assertTrue(weir.counter(Counter.FE_SESS_RATE, "fe") <= 5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void aBindLineHasALimitOfItsOwnWhichTheOtherLinesDoNotFeel(String poller) throws Exception {
        String config = "global\n    tune.poller " + poller + "\n" + TIMES + """
                frontend fe
                    bind "127.0.0.1:${PORT}" maxconn 2 backlog 100
                    bind "127.0.0.1:${PORT2}"
                    http-request return status 200
                """;
        try (var weir = Weir.running(config)) {
            List<Wire> clients = twelve(weir);

            Weir.until("two and all six", () -> weir.counter(Counter.FE_CONN, "fe") == 8);

            int answered = 0;
            for (Wire client : clients) {
                client.get("/");
                if (client.message().contains(" 200 ")) answered++;
                client.close();
            }
            assertEquals(12, answered);
            Weir.until("nobody is left", () -> weir.counter(Counter.FE_CONN, "fe") == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void clientsThatWereAcceptedAheadOfAFullFrontendAreServedOneAfterTheOther(String poller) throws Exception {
        String config = "global\n    tune.poller " + poller + "\n" + TIMES + """
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    bind "127.0.0.1:${PORT2}"
                    maxconn 1
                    backlog 100
                    http-request return status 200
                """;
        try (var weir = Weir.running(config)) {
            assertEquals(12, answered(twelve(weir)));
        }
    }

    private static List<Wire> twelve(Weir weir) throws Exception {
        var clients = new ArrayList<Wire>();
        for (int i = 0; i < 12; i++) {
            var address =
                    (java.net.InetSocketAddress) weir.proxy().addresses("fe").get(i % 2);
            clients.add(Wire.to(address.getPort()));
        }
        return clients;
    }

    /** Each reads for itself: a client that was served makes room by closing. */
    private static int answered(List<Wire> clients) throws Exception {
        var answered = new AtomicInteger();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Wire client : clients)
                readers.submit(() -> {
                    client.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
                    if (client.message().contains(" 200 ")) answered.incrementAndGet();
                    client.close();
                    return null;
                });
        }
        return answered.get();
    }
}
