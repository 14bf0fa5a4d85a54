package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that belong to one server and wait for it, beside those that any server may answer. */
@Timeout(60)
class PinnedQueueTest {
    private static final String CONFIG = """
            global
                nbthread 2
            defaults
                mode http
                timeout connect 10s
                timeout client 20s
                timeout server 20s
                timeout queue %s
                option httplog
            frontend fe
                bind "127.0.0.1:${PORT}"
                log "127.0.0.1:${LOG}" format raw local0
                default_backend be
            backend be
                use-server s1 if { path_beg /pin }
                server s1 127.0.0.1:%d maxconn 1
            """;

    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void bothKindsAreServedInTheOrderOfTheirArrivalOnWhicheverLoop() throws Exception {
        try (var origin = Origin.holding(go, seen::add);
                var weir = Weir.running(CONFIG.formatted("10s", origin.port()))) {
            var clients = new ArrayList<Wire>();
            var expected = new ArrayList<String>();
            for (int i = 0; i < 12; i++) {
                int waiting = i;
                String path = (i % 3 == 1 ? "/any" : "/pin") + i;
                expected.add(path);
                clients.add(weir.connect().get(path));
                Weir.until(path + " is in", () -> weir.counter(Counter.QUEUE, "be") == waiting);
                Weir.until("the slot is taken", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 0);
            }

            go.countDown();

            for (Wire client : clients) assertTrue(client.message().endsWith("ok"));
            assertEquals(expected, seen);
            Weir.until("nothing is counted", () -> weir.counter(Counter.BE_CONN, "be") == 0);
            for (Wire client : clients) client.close();
        }
    }

    @Test
    void aPinnedRequestThatWaitsTooLongGets503FromItsServersQueue() throws Exception {
        try (var origin = Origin.holding(go, seen::add);
                var weir = Weir.running(CONFIG.formatted("300ms", origin.port()));
                var first = weir.connect().get("/pin1");
                var second = weir.connect()) {
            Weir.until("the slot is taken", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 0);

            String answer = second.get("/pin2").message();

            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            String line = weir.logLine();
            assertTrue(line.contains(" sQ-- ") && line.contains(" be/s1 ") && line.contains(" 1/0 "), line);
            go.countDown();
            assertTrue(first.message().endsWith("ok"));
        }
    }

    @Test
    void aClientThatLeavesItsServersQueueIsNeverSentThere() throws Exception {
        try (var origin = Origin.holding(go, seen::add);
                var weir = Weir.running(CONFIG.formatted("10s", origin.port()));
                var first = weir.connect().get("/pin1");
                var patient = weir.connect()) {
            Weir.until("the slot is taken", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 0);
            var leaving = weir.connect().get("/pin-leaving");
            Weir.until("one waits", () -> weir.counter(Counter.QUEUE, "be") == 1);
            patient.get("/any2");
            Weir.until("two wait", () -> weir.counter(Counter.QUEUE, "be") == 2);

            leaving.reset();

            Weir.until("one has left", () -> weir.counter(Counter.QUEUE, "be") == 1);
            assertTrue(weir.logLine().contains(" CQ-- "));
            go.countDown();
            assertTrue(first.message().endsWith("ok"));
            assertTrue(patient.message().endsWith("ok"));
            assertEquals(List.of("/pin1", "/any2"), seen);
        }
    }
}
