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

/** Requests that wait for a slot: in order, for a limited time, and only as long as their client is there. */
@Timeout(60)
class QueueTest {
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
                server s1 127.0.0.1:%d maxconn 1
            """;

    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void aRequestThatWaitsTooLongGets503AndLeavesTheQueue() throws Exception {
        try (var origin = Origin.holding(go, seen::add);
                var weir = Weir.running(CONFIG.formatted("300ms", origin.port()));
                var first = weir.connect().get("/first");
                var second = weir.connect()) {
            Weir.until("the slot is taken", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 0);

            String answer = second.get("/second").message();

            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            String line = weir.logLine();
            assertTrue(line.contains(" sQ-- ") && line.contains(" be/<NOSRV> "), line);
            assertEquals(0, weir.counter(Counter.QUEUE, "be"));
            go.countDown();
            assertTrue(first.message().endsWith("ok"));
        }
    }

    @Test
    void aClientThatLeavesTheQueueIsNeverSentToTheServer() throws Exception {
        try (var origin = Origin.holding(go, seen::add);
                var weir = Weir.running(CONFIG.formatted("10s", origin.port()));
                var first = weir.connect().get("/first");
                var patient = weir.connect()) {
            Weir.until("the slot is taken", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 0);
            var leaving = weir.connect().get("/leaving");
            Weir.until("one waits", () -> weir.counter(Counter.QUEUE, "be") == 1);
            patient.get("/patient");
            Weir.until("two wait", () -> weir.counter(Counter.QUEUE, "be") == 2);

            leaving.reset();

            Weir.until("one has left", () -> weir.counter(Counter.QUEUE, "be") == 1);
            assertTrue(weir.logLine().contains(" CQ-- "));
            go.countDown();
            assertTrue(first.message().endsWith("ok"));
            assertTrue(patient.message().endsWith("ok"));
            assertEquals(List.of("/first", "/patient"), seen);
        }
    }

    @Test
    void slotsGoToWhoeverWaitsLongestOnWhicheverLoop() throws Exception {
        try (var origin = Origin.holding(go, seen::add);
                var weir = Weir.running(CONFIG.formatted("10s", origin.port()))) {
            var clients = new ArrayList<Wire>();
            clients.add(weir.connect().get("/0"));
            Weir.until("the slot is taken", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 0);
            for (int i = 1; i < 8; i++) {
                int waiting = i;
                clients.add(weir.connect().get("/" + i));
                Weir.until(i + " wait", () -> weir.counter(Counter.QUEUE, "be") == waiting);
            }

            go.countDown();

            for (Wire client : clients) assertTrue(client.message().endsWith("ok"));
            assertEquals(List.of("/0", "/1", "/2", "/3", "/4", "/5", "/6", "/7"), seen);
            Weir.until("nothing is counted", () -> weir.counter(Counter.BE_CONN, "be") == 0);
            for (Wire client : clients) client.close();
        }
    }
}
