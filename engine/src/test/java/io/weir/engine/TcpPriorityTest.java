package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of bytes that wait for a server, by what the frontend's rules say about them. */
@Timeout(60)
class TcpPriorityTest {
    private static final String CONFIG = """
            global
                nbthread 2
            defaults
                mode tcp
                timeout connect 10s
                timeout client 20s
                timeout server 20s
                timeout queue 20s
            frontend fe
                bind "127.0.0.1:${PORT}"
                tcp-request inspect-delay 5s
                tcp-request content set-priority-class int(-10) if { req.payload(0,1) -m str u }
                tcp-request content set-priority-class int(10) if { req.payload(0,1) -m str b }
                tcp-request content set-priority-offset int(-60000) if { req.payload(1,1) -m str e }
                tcp-request content set-priority-offset int(60000) if { req.payload(1,1) -m str l }
                default_backend be
            backend be
                server s1 "127.0.0.1:${S1}" maxconn 1
            """;

    @Test
    void theClassDecidesWhoGoesFirstThenTheOffsetThenTheArrival() throws Exception {
        var go = new CountDownLatch(1);
        var seen = new CopyOnWriteArrayList<String>();
        try (var origin = Origin.playing((wire, _) -> {
                    seen.add(wire.bytes(3));
                    go.await();
                    wire.send("ok");
                });
                var weir = Weir.running(CONFIG, origin)) {
            var clients = new ArrayList<Wire>();
            for (String each : List.of("..0", ".l1", "be2", "b.3", "..4", "..5", ".e6", "u.7", "ue8")) {
                int waiting = clients.size();
                clients.add(weir.connect().send(each));
                Weir.until(each + " is in", () -> weir.counter(Counter.QUEUE, "be") == waiting);
                Weir.until("the slot is taken", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 0);
            }

            go.countDown();
            for (Wire client : clients) client.finish();

            for (Wire client : clients) assertEquals("ok", client.all());
            assertEquals(List.of("..0", "ue8", "u.7", ".e6", "..4", "..5", ".l1", "be2", "b.3"), seen);
            for (Wire client : clients) client.close();
        }
    }
}
