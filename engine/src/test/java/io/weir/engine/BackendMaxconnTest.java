package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that share something behind them, which takes only so many requests at a time. */
@Timeout(60)
class BackendMaxconnTest {
    private static final String CONFIG = """
            global
                nbthread 2
            defaults
                mode http
                maxconn 100
                timeout connect 10s
                timeout client 20s
                timeout server 20s
                timeout queue 10s
            frontend fe
                bind "127.0.0.1:${PORT}"
                default_backend be
            backend be
                maxconn %s
                use-server s1 if { path_beg /pin1 }
                use-server s2 if { path_beg /pin2 }
                server s1 "127.0.0.1:${S1}" %s
                server s2 "127.0.0.1:${S2}"
            """;

    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void clientsOfAllLoopsNeverHaveMoreRequestsAtTheServersThanTheBackendTakes() throws Exception {
        var steps = new Semaphore(0);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var one = counting(now, most, steps);
                var two = counting(now, most, steps);
                var weir = Weir.running(CONFIG.formatted("3", ""), one, two)) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < 40; i++) clients.add(weir.connect().get((i % 3 == 0 ? "/pin1" : "/") + i));
            Weir.until("the rest waits", () -> weir.counter(Counter.QUEUE, "be") == 37);
            assertEquals(0, weir.counter(Counter.BE_CONN_FREE, "be"));

            Weir.until("as many as may are at the servers", () -> now.get() == 3);
            steps.release(40);

            for (Wire client : clients) assertTrue(client.message().endsWith("ok"));
            assertEquals(3, most.get());
            Weir.until("all places are free", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 3);
            for (Wire client : clients) client.close();
        }
    }

    @Test
    void whatComesFreeGoesToWhoeverCameFirstWhicheverServerItWaitsFor() throws Exception {
        try (var one = Origin.holding(go, seen::add);
                var two = Origin.holding(go, seen::add);
                var weir = Weir.running(CONFIG.formatted("1", "maxconn 5"), one, two)) {
            var clients = new ArrayList<Wire>();
            var expected = List.of("/0", "/pin2a", "/pin1b", "/c", "/pin2d", "/e", "/pin1f");
            for (String path : expected) {
                int waiting = clients.size();
                clients.add(weir.connect().get(path));
                Weir.until(path + " is in", () -> weir.counter(Counter.QUEUE, "be") == waiting);
                Weir.until("the place is taken", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 0);
            }

            go.countDown();

            for (Wire client : clients) assertTrue(client.message().endsWith("ok"));
            assertEquals(expected, seen);
            for (Wire client : clients) client.close();
        }
    }

    @Test
    void aReloadThatRaisesTheLimitLetsTheFirstWaitingOnesIn() throws Exception {
        try (var one = Origin.holding(go, seen::add);
                var two = Origin.holding(go, seen::add);
                var weir = Weir.running(CONFIG.formatted("1", ""), one, two)) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < 4; i++) {
                int waiting = i;
                clients.add(weir.connect().get("/" + i));
                Weir.until("it is in", () -> weir.counter(Counter.QUEUE, "be") == waiting);
                Weir.until("the place is taken", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 0);
            }

            weir.reload(CONFIG.formatted("3", ""));

            Weir.until("two more are in", () -> weir.counter(Counter.QUEUE, "be") == 1);
            Weir.until("they came to the servers", () -> seen.size() == 3);
            assertTrue(seen.containsAll(List.of("/0", "/1", "/2")), seen.toString());
            go.countDown();
            for (Wire client : clients) assertTrue(client.message().endsWith("ok"));
            for (Wire client : clients) client.close();
        }
    }

    @Test
    void withoutALimitOfItsOwnABackendDoesNotTakeThatOfDefaults() throws Exception {
        try (var one = Origin.answering("ok");
                var two = Origin.answering("ok");
                var weir = Weir.running(CONFIG.formatted("0", ""), one, two)) {
            assertEquals(-1, weir.counter(Counter.BE_CONN_FREE, "be"));
        }
    }

    /** Answers with a step for each request, and notes how many there are at once. */
    private static Origin counting(AtomicInteger now, AtomicInteger most, Semaphore steps) throws Exception {
        return Origin.playing((wire, _) -> {
            for (String head = wire.message(); !head.isEmpty(); head = wire.message()) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                steps.acquire();
                now.decrementAndGet();
                wire.send(Origin.response("ok"));
            }
        });
    }
}
