package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.engine.account.Session;
import io.weir.engine.server.ServerState;
import io.weir.rules.Scripts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every state that a client or its request can be in, and in each of them every pair of things that can happen: the
 * accounts are right after each of the two, nobody is asked for a client that is gone, and nothing is left behind.
 */
@Timeout(120)
class StatesAndEventsTest {
    private static final String POST = " HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc";

    /** How far a client has come; the stage is what operators see then, empty when there is no session. */
    enum State {
        IDLE("", ""),
        HALF_A_HEAD("GET / HTTP/1.1\r\nHo", ""),
        REFUSED_WHILE_IT_SENDS("POST /deny" + POST, ""),
        RULES("POST /rules" + POST, "rules"),
        TARPIT("GET /tarpit HTTP/1.1\r\nHost: a\r\n\r\n", "tarpit"),
        QUEUE("GET /queue HTTP/1.1\r\nHost: a\r\n\r\n", "queue"),
        CONNECT("GET /connect HTTP/1.1\r\nHost: a\r\n\r\n", "connect"),
        PAUSE("GET /pause HTTP/1.1\r\nHost: a\r\n\r\n", "pause"),
        UPLOAD("POST /" + POST, "relay"),
        WAITING("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "relay"),
        ANSWERED("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "relay"),
        TUNNEL("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n", "tunnel"),
        RAW("hello", "tunnel");

        private final String request;
        private final String stage;

        State(String request, String stage) {
            this.request = request;
            this.stage = stage;
        }
    }

    enum Event {
        CLIENT_SENDS,
        CLIENT_ENDS_ITS_DIRECTION,
        CLIENT_RESETS,
        CLIENT_CLOSES,
        SERVER_ANSWERS,
        SERVER_SENDS_GARBAGE,
        SERVER_ENDS_ITS_DIRECTION,
        SERVER_RESETS,
        SERVERS_GO_TO_MAINTENANCE,
        RULES_ARE_LOADED,
        SESSIONS_ARE_SHUT_DOWN
    }

    private static final ConcurrentLinkedDeque<Wire> SERVERS = new ConcurrentLinkedDeque<>();
    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static @Nullable Origin origin;
    private static @Nullable Origin deaf;
    private static @Nullable Weir running;

    @BeforeAll
    static void start() throws Exception {
        origin = Origin.playing((wire, _) -> {
            SERVERS.add(wire);
            OVER.await();
        });
        deaf = Origin.deaf();
        running = Weir.running(configuration(Origin.deadPort()), origin, deaf);
    }

    private static String configuration(int deadPort) {
        return """
            global
                nbthread 2
            defaults
                mode http
                retries 3
                timeout connect 20s
                timeout client 20s
                timeout server 20s
                timeout queue 20s
                timeout tarpit 20s
                timeout tunnel 20s
            frontend fe
                bind "127.0.0.1:${PORT}"
                http-request tarpit if { path /tarpit }
                http-request deny if { path /deny }
                http-request wait-for-body time 20s if { path /rules }
                use_backend busy if { path /queue }
                use_backend deaf if { path /connect }
                use_backend dead if { path /pause }
                default_backend be
            backend be
                server s1 "127.0.0.1:${S1}"
            backend busy
                server s1 "127.0.0.1:${S1}" maxconn 1
            backend deaf
                server s1 "127.0.0.1:${S2}"
            backend dead
                server s1 "127.0.0.1:%d"
            listen raw
                mode tcp
                bind "127.0.0.1:${PORT2}"
                server s1 "127.0.0.1:${S1}"
            """.formatted(deadPort);
    }

    @AfterAll
    static void stop() throws Exception {
        OVER.countDown();
        for (AutoCloseable each :
                Stream.of(running, origin, deaf).filter(Objects::nonNull).toList()) each.close();
    }

    @ParameterizedTest
    @EnumSource
    void whateverHappensInIt(State state) throws Exception {
        for (var first : Event.values()) for (var second : Event.values()) play(state, first, second);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT_SENDS", "CLIENT_ENDS_ITS_DIRECTION", "SERVER_ANSWERS", "SERVER_ENDS_ITS_DIRECTION"})
    void noLoopIsKeptBusyByWhoeverOnlyWaits(Event event) throws Exception {
        var weir = Objects.requireNonNull(running);
        var clients = new ArrayList<Wire>();
        try (var silent = weir.connect()) {
            for (State state : State.values()) {
                SERVERS.clear();
                if (state == State.QUEUE) {
                    clients.add(weir.connect().send(state.request));
                    reach("relay", clients.getLast(), weir);
                }
                clients.add(state == State.RAW ? Wire.to(weir.port("raw")) : weir.connect());
                bring(state, clients.getLast(), weir);
                happen(event, clients.getLast(), weir);
            }
            agree(event.name(), weir);

            long before = loopNanos(weir);
            assertTrue(silent.quietFor(300));
            long spent = loopNanos(weir) - before;

            assertTrue(spent < 60_000_000, "the loops ran for " + spent + " ns of 300 ms");
        } finally {
            for (Wire each : clients) leave(each);
            shutDownAll(weir);
        }
        Weir.until("nothing is left", () -> Leftovers.counted(weir.proxy()).isEmpty());
    }

    private static long loopNanos(Weir weir) {
        long all = 0;
        for (var worker : weir.proxy().workers())
            all += ManagementFactory.getThreadMXBean()
                    .getThreadCpuTime(worker.thread().threadId());
        return all;
    }

    private static void play(State state, Event first, Event second) throws Exception {
        var weir = Objects.requireNonNull(running);
        String where = state + ", " + first + ", " + second;
        SERVERS.clear();
        var holder = state == State.QUEUE ? weir.connect().send(state.request) : null;
        if (holder != null) reach("relay", holder, weir);
        var client = state == State.RAW ? Wire.to(weir.port("raw")) : weir.connect();
        try {
            bring(state, client, weir);
            int port = client.localPort();

            happen(first, client, weir);
            if (first == Event.CLIENT_RESETS)
                Weir.until(
                        where + ": nothing more is done for it",
                        () -> sessionsFrom(port, weir).findAny().isEmpty());
            agree(where + ": after the first", weir);
            happen(second, client, weir);
            agree(where + ": after both", weir);
        } finally {
            leave(client);
            if (holder != null) leave(holder);
            shutDownAll(weir); // whoever closed before its answer is only seen to have gone when that is sent to it
            for (Wire each : SERVERS) each.close();
            servers(ServerState.UP, weir);
        }
        Weir.until(
                where + ": nothing is left",
                () -> Leftovers.counted(weir.proxy()).isEmpty());
    }

    private static void bring(State state, Wire client, Weir weir) throws Exception {
        if (!state.request.isEmpty()) client.send(state.request);
        switch (state) {
            case REFUSED_WHILE_IT_SENDS -> client.head();
            case ANSWERED -> {
                server().send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
                client.until("abc");
            }
            case TUNNEL -> {
                server().send("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
                client.head();
            }
            case WAITING, UPLOAD, RAW -> server();
            default -> {}
        }
        if (!state.stage.isEmpty()) reach(state.stage, client, weir);
    }

    private static void reach(String stage, Wire client, Weir weir) {
        int port = client.localPort();
        Weir.until(
                "it is at " + stage,
                () -> sessionsFrom(port, weir).anyMatch(its -> its.stage().equals(stage)));
    }

    private static Stream<Session> sessionsFrom(int port, Weir weir) {
        return weir.proxy().sessions().stream()
                .filter(session -> ((InetSocketAddress) session.client()).getPort() == port);
    }

    /** The proxy's connection to it. */
    private static Wire server() {
        Weir.until("it is at the server", () -> !SERVERS.isEmpty());
        return SERVERS.getLast();
    }

    private static void happen(Event event, Wire client, Weir weir) throws Exception {
        var server = SERVERS.peekLast();
        try {
            switch (event) {
                case CLIENT_SENDS -> client.send("defghi");
                case CLIENT_ENDS_ITS_DIRECTION -> client.finish();
                case CLIENT_RESETS -> client.reset();
                case CLIENT_CLOSES -> client.close();
                case SERVERS_GO_TO_MAINTENANCE -> servers(ServerState.MAINT, weir);
                case RULES_ARE_LOADED -> weir.proxy().replace(Scripts.NONE);
                case SESSIONS_ARE_SHUT_DOWN -> shutDownAll(weir);
                case SERVER_ANSWERS, SERVER_SENDS_GARBAGE, SERVER_ENDS_ITS_DIRECTION, SERVER_RESETS -> {
                    if (server != null) ofServer(event, server);
                }
            }
        } catch (IOException e) {
            return; // what happened first has ended that connection already
        }
    }

    private static void leave(Wire client) {
        try {
            client.reset();
        } catch (IOException e) {
            return; // it had closed already
        }
    }

    private static void shutDownAll(Weir weir) {
        for (var each : weir.proxy().sessions()) weir.proxy().shutdownSession(each.id());
    }

    private static void ofServer(Event event, Wire server) throws IOException {
        switch (event) {
            case SERVER_ANSWERS -> server.send(Origin.response("ok"));
            case SERVER_SENDS_GARBAGE -> server.send("garbage\r\n\r\n");
            case SERVER_ENDS_ITS_DIRECTION -> server.finish();
            default -> server.reset();
        }
    }

    private static void servers(ServerState state, Weir weir) {
        for (var backend : weir.proxy().routes().backends().values()) {
            var server = Objects.requireNonNull(backend.servers().named("s1"));
            server.state(state);
            backend.queue().stateChanged(server);
        }
    }

    private static void agree(String where, Weir weir) throws InterruptedException {
        var census = Census.settled(weir.proxy());
        assertEquals(census.alive(), census.counted(), where);
    }
}
