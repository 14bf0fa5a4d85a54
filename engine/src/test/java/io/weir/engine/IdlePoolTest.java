package io.weir.engine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.engine.account.SharedConnections;
import io.weir.engine.account.SharedConnections.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which server connections are kept, for how long, and for what. */
class IdlePoolTest {
    private static Weir weir(String globalLines, String backendLines, String parameters, Origin origin)
            throws Exception {
        String server = "\n    server s1 \"127.0.0.1:${S1}\" " + parameters;
        return Weir.running("global\n" + globalLines + "\n" + Weir.configuration("", backendLines + server), origin);
    }

    private static Weir oneLoop(String backendLines, String parameters, Origin origin) throws Exception {
        return weir("    nbthread 1", backendLines, parameters, origin);
    }

    private static SharedConnections shared(Weir weir) {
        return requireNonNull(weir.proxy().routes().backends().get("be"))
                .servers()
                .at(0)
                .counters()
                .shared;
    }

    /** That many requests at once, each on a connection of its own; all are over in the end. */
    private static void atOnce(int count, Weir weir, CountDownLatch go) throws Exception {
        var clients = new ArrayList<Wire>();
        for (int i = 0; i < count; i++) clients.add(weir.connect().get("/" + i));
        Weir.until("all at the server", () -> shared(weir).used() == count);
        go.countDown();
        for (Wire client : clients) {
            assertTrue(client.message().endsWith("ok"));
            client.close();
        }
        Weir.until("none in use", () -> shared(weir).used() == 0);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 6", "1, 3", "2, 2", "5, 1"})
    void aConnectionServesOneRequestMoreThanMaxReuseSays(int reuse, int connections) throws Exception {
        try (var origin = Origin.answering("x");
                var weir = oneLoop("http-reuse always", "max-reuse " + reuse, origin);
                var client = weir.connect()) {
            for (int i = 0; i < 6; i++) client.get("/" + i).message();

            assertEquals(connections, origin.connections());
        }
    }

    @Test
    void maxReuseHoldsForAConnectionThatOnlyOneClientUsesToo() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = oneLoop("http-reuse never", "max-reuse 1", origin);
                var client = weir.connect()) {
            for (int i = 0; i < 6; i++) client.get("/" + i).message();

            assertEquals(3, origin.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({"pool-max-conn 0, ''", "pool-purge-delay 0, ''", "'', tune.pool-high-fd-ratio 0"})
    void noConnectionIsKeptWhereNoneMayBe(String parameters, String global) throws Exception {
        try (var origin = Origin.answering("x");
                var weir = weir("    nbthread 1\n    " + global, "http-reuse always", parameters, origin);
                var client = weir.connect()) {
            for (int i = 0; i < 3; i++) client.get("/" + i).message();

            assertEquals(3, origin.connections());
            assertEquals(0, shared(weir).idle());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, -1, 6", "1, 4, 4", "3, 4, 4", "3, 1, 1"})
    void noMoreConnectionsAreIdleOverAllLoopsThanPoolMaxConnSays(int loops, int max, int idle) throws Exception {
        var go = new CountDownLatch(1);
        try (var origin = Origin.holding(go, _ -> {});
                var weir = weir("    nbthread " + loops, "http-reuse always", "pool-max-conn " + max, origin)) {
            atOnce(6, weir, go);

            assertEquals(idle, shared(weir).idle());
            assertEquals(6, shared(weir).needed());
        }
    }

    @Test
    void beyondWhatWasNeededAtOnceOnlyTheSpareOnesOfPoolLowConnAreKept() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = oneLoop("http-reuse safe", "pool-low-conn 2", origin)) {
            for (int i = 0; i < 6; i++) {
                try (var client = weir.connect()) {
                    client.get("/" + i).message();
                }
            }

            assertEquals(6, origin.connections());
            assertEquals(3, shared(weir).idle(Kind.IDLE));
        }
    }

    @Test
    void aConnectionIsSafeOnceTheServerHasKeptItForASecondRequest() throws Exception {
        try (var origin = Origin.answering("x");
                var weir = oneLoop("http-reuse always", "", origin);
                var client = weir.connect()) {
            client.get("/1").message();
            assertEquals(
                    List.of(1, 0),
                    List.of(shared(weir).idle(Kind.IDLE), shared(weir).idle(Kind.SAFE)));

            client.get("/2").message();

            assertEquals(
                    List.of(0, 1),
                    List.of(shared(weir).idle(Kind.IDLE), shared(weir).idle(Kind.SAFE)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void whatNobodyNeedsIsClosedAfterThePurgeDelayUntilNothingIsLeft(int loops) throws Exception {
        var go = new CountDownLatch(1);
        try (var origin = Origin.holding(go, _ -> {});
                var weir = weir("    nbthread " + loops, "http-reuse always", "pool-purge-delay 20ms", origin)) {
            atOnce(8, weir, go);

            Weir.until("all purged", () -> shared(weir).idle() == 0);

            try (var client = weir.connect()) { // and again, for what comes later
                assertTrue(client.get("/later").message().endsWith("ok"));
                Weir.until("purged again", () -> shared(weir).idle() == 0);
            }
            assertEquals(9, origin.connections());
        }
    }

    @Test
    void withSharingSwitchedOffALoopUsesItsOwnConnectionsOnly() throws Exception {
        String global = "    nbthread 2\n    tune.poller epoll\n    tune.idle-pool.shared off";
        try (var origin = Origin.answering("x");
                var weir = weir(global, "http-reuse always", "", origin);
                var one = weir.connect();
                var two = weir.connect()) {
            one.get("/one").message();
            two.get("/two").message();

            assertEquals(2, origin.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "conn-failure empty-response response-timeout, 1",
        "all-retryable-errors, 1",
        "conn-failure empty-response, 3",
        "empty-response response-timeout, 3"
    })
    void aClientsFirstRequestTakesAnyConnectionWhereItWillBeTriedAgain(String causes, int connections)
            throws Exception {
        try (var origin = Origin.answering("x");
                var weir = oneLoop("http-reuse safe\n    retry-on " + causes, "", origin)) {
            for (int i = 0; i < 3; i++) {
                try (var client = weir.connect()) {
                    assertTrue(client.get("/" + i).message().contains(" 200 "));
                }
            }

            assertEquals(connections, origin.connections());
        }
    }

    /** Its first connection ends under the second request. */
    private static Origin goneUnderTheSecond(List<String> received) throws Exception {
        return Origin.playing((wire, number) -> {
            received.add(wire.message());
            wire.send(Origin.response("from " + number));
            String next = wire.message();
            if (!next.isEmpty()) received.add(next);
        });
    }

    @Test
    void aFirstRequestOnAConnectionThatTurnsOutStaleIsTriedAgainUnseen() throws Exception {
        var received = new CopyOnWriteArrayList<String>();
        try (var origin = goneUnderTheSecond(received);
                var weir = oneLoop("http-reuse safe\n    retry-on all-retryable-errors", "", origin)) {
            try (var one = weir.connect();
                    var two = weir.connect()) {
                assertTrue(one.get("/1").message().endsWith("from 1"));
                assertTrue(two.get("/2").message().endsWith("from 2"));
            }

            assertEquals(3, received.size());
        }
    }

    @Test
    void aPostThatARuleKeepsFromBeingTriedAgainIsSentOnce() throws Exception {
        var received = new CopyOnWriteArrayList<String>();
        String lines =
                "http-reuse safe\n    retry-on all-retryable-errors\n    http-request disable-l7-retry if METH_POST";
        try (var origin = goneUnderTheSecond(received);
                var weir = oneLoop(lines, "", origin)) {
            try (var one = weir.connect();
                    var two = weir.connect()) {
                assertTrue(one.get("/1").message().endsWith("from 1"));
                String post = "POST /pay HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\n\r\nx";
                assertTrue(two.send(post).message().contains(" 502 "));
            }

            assertEquals(
                    1, received.stream().filter(each -> each.startsWith("POST")).count());
        }
    }
}
