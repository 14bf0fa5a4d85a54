package io.weir.engine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.engine.server.Server;
import io.weir.rules.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A configuration that is taken over while the proxy runs. */
@Timeout(60)
class ReloadTest {
    private static final String S1 = "    server s1 \"127.0.0.1:${S1}\" maxconn 1\n";
    private static final String S2 = "    server s2 \"127.0.0.1:${S2}\" maxconn 1\n";

    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    /** Answers when it may, and tells when a connection has ended. */
    private Origin holding(CountDownLatch open, String body) throws Exception {
        return Origin.playing((wire, _) -> {
            try {
                for (String head = wire.message(); !head.isEmpty(); head = wire.message()) {
                    open.await();
                    wire.send(Origin.response(body));
                }
            } finally {
                gone.countDown();
            }
        });
    }

    private Origin ready(String body) throws Exception {
        return holding(new CountDownLatch(0), body);
    }

    private static String with(String backendLines) {
        return Weir.configuration("", backendLines);
    }

    @Test
    void aVariableOfTheProcessGoesOnUnlessItsLineIsChanged() throws Exception {
        String first = "global\n set-var proc.kept int(1)\n set-var proc.changed int(1)\n";
        String second = first.replace("changed int(1)", "changed int(2)") + " set-var proc.added int(3)\n";
        String frontend =
                "    http-request return status 200 hdr x-v %[var(proc.kept)],%[var(proc.changed)],%[var(proc.added,-)]\n";
        try (var weir = Weir.running(first + Weir.configuration(frontend, ""));
                var client = weir.connect()) {
            weir.proxy().inputs().variable("proc.kept", 7L);
            weir.proxy().inputs().variable("proc.changed", 7L);
            String before = client.get("/").message();

            assertEquals(List.of(), weir.reload(second + Weir.configuration(frontend, "")));

            assertTrue(before.contains("x-v: 7,7,-\r\n"), before);
            String after = client.get("/").message();
            assertTrue(after.contains("x-v: 7,2,3\r\n"), after);
        }
    }

    @Test
    void aConnectionSeesTheNewBackendWithItsNextRequest() throws Exception {
        try (var one = Origin.answering("one");
                var two = Origin.answering("two");
                var weir = Weir.running(with(S1), one, two);
                var client = weir.connect()) {
            assertTrue(client.get("/").message().endsWith("one"));

            var refused = weir.reload(
                    Weir.configuration("    use_backend new if { path /new }", S1 + "\nbackend new\n" + S2));

            assertEquals(List.of(), refused);
            assertTrue(client.get("/new").message().endsWith("two"));
            assertTrue(client.get("/old").message().endsWith("one"));
        }
    }

    @Test
    void aServerThatIsTakenOutFinishesItsRequestAndIsLeft() throws Exception {
        try (var one = holding(go, "one");
                var two = Origin.answering("two");
                var weir = Weir.running(with(S1), one, two);
                var running = weir.connect().get("/");
                var client = weir.connect()) {
            weir.await(Counter.SRV_CONN, "be/s1", 1);

            weir.reload(with(S2));

            assertTrue(client.get("/").message().endsWith("two"));
            go.countDown();
            assertTrue(running.message().endsWith("one"));
            assertTrue(gone.await(10, TimeUnit.SECONDS));
            assertTrue(running.get("/").message().endsWith("two"));
            assertEquals(1, one.connections());
        }
    }

    @Test
    void idleConnectionsOfAServerThatIsTakenOutAreClosed() throws Exception {
        assertIdleConnectionIsClosed("");
    }

    @Test
    void theConnectionKeptForOneClientIsClosedWhenItsServerIsTakenOut() throws Exception {
        assertIdleConnectionIsClosed("    http-reuse never\n");
    }

    private void assertIdleConnectionIsClosed(String line) throws Exception {
        try (var one = ready("one");
                var two = Origin.answering("two");
                var weir = Weir.running(with(line + S1), one, two);
                var client = weir.connect()) {
            assertTrue(client.get("/").message().endsWith("one"));
            assertEquals(1, gone.getCount());

            weir.reload(with(line + S2));

            assertTrue(gone.await(10, TimeUnit.SECONDS));
            assertTrue(client.get("/").message().endsWith("two"));
        }
    }

    @Test
    void aServerAtAnotherAddressIsAnotherServer() throws Exception {
        try (var one = ready("one");
                var two = Origin.answering("two");
                var weir = Weir.running(with(S1), one, two);
                var client = weir.connect()) {
            assertTrue(client.get("/").message().endsWith("one"));

            weir.reload(with(S1.replace("${S1}", "${S2}")));

            assertTrue(gone.await(10, TimeUnit.SECONDS));
            assertTrue(client.get("/").message().endsWith("two"));
        }
    }

    @Test
    void whoWaitsInTheQueueGetsTheSlotsOfANewServer() throws Exception {
        try (var one = holding(go, "one");
                var two = Origin.answering("two");
                var weir = Weir.running(with(S1), one, two);
                var running = weir.connect().get("/");
                var waiting = weir.connect()) {
            weir.await(Counter.SRV_CONN, "be/s1", 1);
            waiting.get("/");
            weir.await(Counter.QUEUE, "be", 1);

            weir.reload(with(S1 + S2));

            assertTrue(waiting.message().endsWith("two"));
            go.countDown();
            assertTrue(running.message().endsWith("one"));
        }
    }

    @Test
    void theSlotOfAServerThatIsTakenOutGoesToNobody() throws Exception {
        var goTwo = new CountDownLatch(1);
        try (var one = holding(go, "one");
                var two = holding(goTwo, "two");
                var weir = Weir.running(with(S1), one, two);
                var running = weir.connect().get("/");
                var first = weir.connect();
                var second = weir.connect()) {
            weir.await(Counter.SRV_CONN, "be/s1", 1);
            first.get("/");
            weir.await(Counter.QUEUE, "be", 1);
            second.get("/");
            weir.await(Counter.QUEUE, "be", 2);
            weir.reload(with(S2));
            weir.await(Counter.QUEUE, "be", 1);

            go.countDown();

            assertTrue(running.message().endsWith("one"));
            assertEquals(1, weir.counter(Counter.QUEUE, "be"));
            goTwo.countDown();
            assertTrue(first.message().endsWith("two"));
            assertTrue(second.message().endsWith("two"));
        }
    }

    @Test
    void whoWaitsForABackendThatIsTakenOutIsStillServedByIt() throws Exception {
        try (var one = holding(go, "one");
                var two = Origin.answering("two");
                var weir = Weir.running(with(S1), one, two);
                var running = weir.connect().get("/");
                var waiting = weir.connect()) {
            weir.await(Counter.SRV_CONN, "be/s1", 1);
            waiting.get("/");
            weir.await(Counter.QUEUE, "be", 1);

            weir.reload(with("").replace("be\n", "other\n") + S2);

            go.countDown();
            assertTrue(running.message().endsWith("one"));
            assertTrue(waiting.message().endsWith("one"));
            assertTrue(running.get("/").message().endsWith("two"));
            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void slotsThatAreTakenStayTakenWhenTheLimitChanges() throws Exception {
        try (var one = holding(go, "one");
                var weir = Weir.running(with(S1), one);
                var first = weir.connect().get("/");
                var second = weir.connect();
                var third = weir.connect()) {
            weir.await(Counter.SRV_CONN, "be/s1", 1);
            second.get("/");
            weir.await(Counter.QUEUE, "be", 1);

            weir.reload(with(S1.replace("maxconn 1", "maxconn 2 weight 7")));

            weir.await(Counter.SRV_CONN, "be/s1", 2);
            third.get("/");
            weir.await(Counter.QUEUE, "be", 1);
            assertEquals(7, weir.counter(Counter.SRV_WEIGHT, "be/s1"));
            weir.reload(with(S1));
            assertEquals(2, weir.counter(Counter.SRV_CONN, "be/s1"));
            assertEquals(0, weir.counter(Counter.BE_CONN_FREE, "be"));
            go.countDown();
            for (Wire client : List.of(first, second, third))
                assertTrue(client.message().endsWith("one"));
            Weir.until("the slot is free", () -> weir.counter(Counter.BE_CONN_FREE, "be") == 1);
            assertEquals(3, server(weir).counters().chosen.sum());
        }
    }

    private static Server server(Weir weir) {
        return requireNonNull(weir.proxy().routes().backend("be")).servers().at(0);
    }

    @Test
    void whatAnOperatorSetStaysUnlessItsLineChanges() throws Exception {
        try (var one = Origin.answering("one");
                var weir = Weir.running(with(S1), one)) {
            var server = server(weir);
            server.slots().max(5);

            weir.reload(with(S1.replace("maxconn 1", "maxconn 1 weight 2")));
            assertEquals(5, server.slots().max());

            weir.reload(with(S1.replace("maxconn 1", "maxconn 3 weight 2")));
            assertEquals(3, server.slots().max());
        }
    }

    @Test
    void aRequestEndsWithTheRulesAndTimeoutsThatItBeganWith() throws Exception {
        try (var one = holding(go, "one");
                var weir = Weir.running(with("    http-response set-header x-version old\n" + S1), one);
                var running = weir.connect().get("/");
                var next = weir.connect()) {
            weir.await(Counter.SRV_CONN, "be/s1", 1);

            weir.reload(with("    http-response set-header x-version new\n    timeout server 100ms\n"
                    + S1.replace("maxconn 1", "maxconn 2")));

            assertTrue(next.get("/").message().startsWith("HTTP/1.1 504 "));
            go.countDown();
            assertTrue(Wire.hasField(running.message(), "x-version: old"));
            assertTrue(Wire.hasField(running.get("/").message(), "x-version: new"));
        }
    }

    @Test
    void whatCannotBeTakenOverIsNamedAndNothingIsChanged() throws Exception {
        try (var one = Origin.answering("one");
                var two = Origin.answering("two");
                var weir = Weir.running(with(S1), one, two);
                var client = weir.connect()) {
            String moved = with(S2).replace("${PORT}", "${PORT2}");

            var refused = weir.reload("global\n    tune.maxrewrite 2000\n" + moved + "frontend fe2\n    bind :1\n");

            assertEquals(
                    List.of(
                            "global: tune.maxrewrite was changed: this needs a restart for now; nothing was changed",
                            "test.cfg:8:1: frontend 'fe': bind was changed: this needs a restart for now;"
                                    + " nothing was changed",
                            "test.cfg:17:1: frontend 'fe2' was added: this needs a restart for now;"
                                    + " nothing was changed"),
                    refused);
            assertTrue(client.get("/").message().endsWith("one"));
            assertEquals(List.of(), weir.reload(with("    # the same\n" + S1)));
        }
    }

    @Test
    void aServerWhoseNameNobodyKnowsIsRefusedAndNothingIsChanged() throws Exception {
        try (var one = Origin.answering("one");
                var weir = Weir.running(with(S1), one);
                var client = weir.connect()) {
            String name = "x".repeat(64); // longer than any label of a name: no resolver is asked

            var refused = weir.reload(with("    server s1 " + name + ":80\n"));

            assertEquals(1, refused.size(), refused.toString());
            assertTrue(
                    refused.getFirst().endsWith("server 's1': unknown host '" + name + "'; nothing was changed"),
                    refused.getFirst());
            assertTrue(client.get("/").message().endsWith("one"));
        }
    }

    @Test
    void noRequestIsLostWhileTheBackendsChange() throws Exception {
        String configuration = "global\n    nbthread 2\n" + Weir.DEFAULTS + """
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    default_backend %s
                backend %s
                    server s1 "127.0.0.1:${S1}" maxconn 2
                """;
        var over = new AtomicBoolean();
        try (var one = Origin.answering("one");
                var weir = Weir.running(configuration.formatted("a", "a"), one)) {
            var clients = new ArrayList<FutureTask<Integer>>();
            for (int i = 0; i < 4; i++) {
                var client = new FutureTask<>(() -> requestsUntil(over, weir));
                clients.add(client);
                Thread.ofVirtual().start(client);
            }

            for (int i = 0; i < 100; i++) {
                String name = i % 2 == 0 ? "b" : "a";
                assertEquals(List.of(), weir.reload(configuration.formatted(name, name)));
            }

            over.set(true);
            for (var client : clients) assertTrue(client.get() > 0);
        }
    }

    private static int requestsUntil(AtomicBoolean over, Weir weir) throws Exception {
        int answered = 0;
        try (var client = weir.connect()) {
            while (!over.get()) {
                String answer = client.get("/").message();
                assertFalse(answer.isEmpty());
                assertTrue(answer.endsWith("one"), answer);
                answered++;
            }
        }
        return answered;
    }
}
