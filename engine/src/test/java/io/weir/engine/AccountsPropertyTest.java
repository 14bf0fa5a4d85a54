package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.engine.server.ServerState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients and servers do what they like, at random points, on several loops: after each step every count is what the
 * objects that are alive say, and no limit is exceeded.
 */
@Timeout(120)
class AccountsPropertyTest {
    private static final int STEPS = 700;
    private static final int CLIENTS = 14;

    /** The most that each may ever be; the rest has no limit. */
    private static final Map<String, Integer> LIMITS =
            Map.of("be/s1: slots", 2, "be/s2: slots", 2, "be/s1: queued", 2, "shared/t2: slots", 1, "raw/r1: slots", 2);

    private final List<Wire> clients = new ArrayList<>();
    private final List<Wire> servers = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    @ParameterizedTest
    @CsvSource({
        "1, roundrobin, leastconn",
        "20, first, source",
        "300, random, static-rr",
        "4000, hdr(host), first",
        "50000, leastconn, uri"
    })
    void whateverTheyDoTheCountsAreRight(long seed, String balance, String other) throws Exception {
        var random = new Random(seed);
        try (var one = Origin.playing(this::come);
                var two = Origin.playing(this::come);
                var weir = Weir.running(configuration(balance, other), one, two)) {
            for (int i = 0; i < STEPS; i++) {
                String where = "seed " + seed + ", step " + i + ": " + step(random, weir);
                var census = Census.settled(weir.proxy());
                assertEquals(census.alive(), census.counted(), where);
                assertWithinLimits(census, weir.proxy(), where);
            }
            for (Wire each : clients) each.close();
            Weir.until(
                    "nothing is counted", () -> Leftovers.counted(weir.proxy()).isEmpty());
            over.countDown();
        }
    }

    private static String configuration(String balance, String other) {
        return """
            global
                nbthread 3
            defaults
                mode http
                maxconn 12
                option redispatch
                retries 2
                timeout connect 80ms
                timeout client 120ms
                timeout server 90ms
                timeout queue 60ms
                timeout tunnel 70ms
                timeout client-fin 40ms
            frontend fe
                bind "127.0.0.1:${PORT}"
                default_backend be
                use_backend shared if { path_beg /shared }
            backend be
                balance %s
                use-server s1 if { path_beg /pin }
                server s1 "127.0.0.1:${S1}" maxconn 2 maxqueue 2
                server s2 "127.0.0.1:${S2}" minconn 1 maxconn 2
            backend shared
                maxconn 2
                balance %s
                retry-on all-retryable-errors
                server t1 "127.0.0.1:${S1}"
                server t2 "127.0.0.1:${S2}" maxconn 1
            listen raw
                mode tcp
                bind "127.0.0.1:${PORT2}"
                server r1 "127.0.0.1:${S1}" maxconn 2
            """.formatted(balance, other);
    }

    private static void assertWithinLimits(Census census, Proxy proxy, String where) {
        LIMITS.forEach((name, limit) ->
                assertTrue(census.alive().getOrDefault(name, 0) <= limit, where + ": " + name + " " + census));
        int shared = census.alive().getOrDefault("shared/t1: slots", 0)
                + census.alive().getOrDefault("shared/t2: slots", 0);
        assertTrue(shared <= 2, where + ": shared " + census);
        for (var frontend : proxy.routes().frontends().values())
            assertTrue(frontend.counters().connections.highest() <= 12, where);
    }

    /** A connection of the proxy has come to a server; what happens on it is decided step by step. */
    private void come(Wire wire, int number) throws InterruptedException {
        servers.add(wire);
        over.await();
    }

    private String step(Random random, Weir weir) {
        if (random.nextInt(25) == 0) return ofOperator(random, weir);
        boolean atServer = !servers.isEmpty() && random.nextInt(5) < 2;
        try {
            return atServer ? ofServer(random) : ofClient(random, weir);
        } catch (IOException e) {
            return "a step on a connection that is gone"; // the proxy has closed it
        }
    }

    private String ofClient(Random random, Weir weir) throws IOException {
        if (clients.size() < CLIENTS && random.nextInt(3) == 0) {
            boolean raw = random.nextInt(5) == 0;
            clients.add(raw ? Wire.to(weir.port("raw")) : weir.connect());
            return "a client comes";
        }
        if (clients.isEmpty()) return "nobody is there";
        var client = clients.get(random.nextInt(clients.size()));
        return switch (random.nextInt(12)) {
            case 0, 1 -> sends(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            case 2 -> sends(client, "GET /pin HTTP/1.1\r\nHost: a\r\n\r\n");
            case 3, 4 -> sends(client, "GET /shared HTTP/1.1\r\nHost: a\r\n\r\n");
            case 5 -> sends(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\nabc");
            case 6 -> sends(client, "de");
            case 7 -> sends(client, "GET /half HTTP/1.1\r\nHo");
            case 8 -> {
                client.finish();
                yield "a client ends its direction";
            }
            case 9 -> {
                boolean quiet = client.quietFor(1 + random.nextInt(30));
                yield quiet ? "time passes" : "a client reads";
            }
            case 10 -> {
                clients.remove(client);
                client.reset();
                yield "a client resets";
            }
            default -> {
                clients.remove(client);
                client.close();
                yield "a client closes";
            }
        };
    }

    private static String ofOperator(Random random, Weir weir) {
        if (random.nextBoolean()) return weir.shutdownSessions("be", "s1") + " sessions of s1 are shut down";
        var backend = Objects.requireNonNull(weir.proxy().routes().backend("be"));
        var server = Objects.requireNonNull(backend.servers().named("s2"));
        server.state(server.usable() ? ServerState.MAINT : ServerState.UP);
        backend.queue().stateChanged(server);
        return "s2 is " + server.state();
    }

    private String ofServer(Random random) throws IOException {
        var server = servers.get(random.nextInt(servers.size()));
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> sends(server, Origin.response("ok"));
            case 3 -> sends(server, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nabc");
            case 4 -> sends(server, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
            case 5 -> sends(server, "garbage\r\n\r\n");
            case 6 -> {
                server.finish();
                yield "a server ends its direction";
            }
            case 7 -> {
                servers.remove(server);
                server.reset();
                yield "a server resets";
            }
            default -> {
                servers.remove(server);
                server.close();
                yield "a server closes";
            }
        };
    }

    private static String sends(Wire wire, String text) throws IOException {
        wire.send(text);
        return "sends " + text.strip();
    }
}
