package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How servers are chosen where they are full, gone, or chosen for a stream of bytes. */
@Timeout(60)
class BalanceTest {
    private static final String TCP = """
            global
                nbthread 1
            defaults
                mode tcp
                timeout connect 5s
                timeout client 5s
                timeout server 5s
            frontend fe
                bind "127.0.0.1:${PORT}"
                log "127.0.0.1:${LOG}" format raw local0
                log-format "%s"
                tcp-request inspect-delay 2s
                tcp-request content accept if { req.len gt 18 }
                default_backend be
            backend be
                balance BALANCE
                server s1 "127.0.0.1:${S1}" weight 3
                server s2 "127.0.0.1:${S1}" weight 2
                server s3 "127.0.0.1:${S1}" weight 2
            """;

    private static final String COOKIES = """
            global
                stats socket "FOLDER/SIDE.admin" level admin
            defaults
                mode http
                timeout connect 5s
                timeout client 5s
                timeout server 5s
            frontend fe
                bind "127.0.0.1:${PORT}"
                default_backend be
            backend be
                balance roundrobin
                cookie SRV insert dynamic
                dynamic-cookie-key MYKEY
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S1}" cookie own
                server s3 "127.0.0.1:${S2}"
            """;

    @TempDir
    Path folder;

    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void aRequestWaitsAtTheServerItsHashLeadsToAndIsRefusedWhenTooManyDo() throws Exception {
        var lines = "balance uri\n option redispatch\n timeout queue 10s\n"
                + " server s1 \"127.0.0.1:${S1}\" maxconn 1 maxqueue 1\n server s2 \"127.0.0.1:${S2}\" maxconn 1";
        try (var holding = Origin.holding(go, seen::add);
                var other = Origin.answering("other");
                var weir = Weir.between("", lines, holding, other);
                var first = weir.connect().get("/a");
                var second = weir.connect();
                var third = weir.connect()) {
            Weir.until("the first is there", () -> seen.equals(List.of("/a")));
            second.get("/a");
            Weir.until("the second waits there", () -> weir.counter(Counter.QUEUE, "be") == 1);

            String refused = third.get("/a").message();
            go.countDown();

            assertTrue(refused.startsWith("HTTP/1.1 503 "), refused);
            assertTrue(first.message().endsWith("ok") && second.message().endsWith("ok"));
            assertEquals(0, other.connections());
        }
    }

    @Test
    void leastconnLetsRequestsWaitAtServersUpToTheirMaxqueueAndTheRestInTheBackend() throws Exception {
        var lines = "balance leastconn\n timeout queue 10s\n server s1 \"127.0.0.1:${S1}\" maxconn 1 maxqueue 2\n"
                + " server s2 \"127.0.0.1:${S1}\" maxconn 1 maxqueue 1";
        try (var origin = Origin.holding(go, seen::add);
                var weir = Weir.between("", lines, origin)) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < 7; i++) {
                clients.add(weir.connect().get("/" + i));
                Weir.until("it is in", () -> weir.counter(Counter.BE_CONN, "be") == clients.size());
            }
            Weir.until("all wait", () -> weir.counter(Counter.QUEUE, "be") == 5);

            long atOne = weir.counter(Counter.SRV_QUEUE, "be/s1");
            long atTwo = weir.counter(Counter.SRV_QUEUE, "be/s2");
            go.countDown();

            assertEquals(List.of(2L, 1L), List.of(atOne, atTwo));
            for (Wire client : clients) assertTrue(client.message().endsWith("ok"));
            for (Wire client : clients) client.close();
        }
    }

    @Test
    void aRequestLeavesADeadServerOfARingOnItsLastRetryAndNeverOneOfAMap() throws Exception {
        var lines = "balance hash str(a)\n hash-type TYPE\n retries 1\n option redispatch\n timeout connect 100ms\n"
                + " server s1 \"127.0.0.1:ONE\"\n server s2 \"127.0.0.1:TWO\"";
        int dead = Origin.deadPort();
        try (var alive = Origin.answering("alive")) {
            var statuses = new TreeSet<String>();
            for (String type : List.of("consistent", "map-based"))
                for (boolean reversed : List.of(false, true)) {
                    int one = reversed ? alive.port() : dead;
                    int two = reversed ? dead : alive.port();
                    try (var weir = Weir.between(
                                    "",
                                    lines.replace("TYPE", type)
                                            .replace("ONE", "" + one)
                                            .replace("TWO", "" + two));
                            var client = weir.connect().get("/")) {
                        statuses.add(type + " " + client.message().substring(9, 12));
                    }
                }

            assertEquals(new TreeSet<>(List.of("consistent 200", "map-based 200", "map-based 503")), statuses);
        }
    }

    @Test
    void everyServerHasItsShareWhereLotsAreDrawnAndAFullOneIsPassedOver() throws Exception {
        var lines =
                "balance random(1)\n server s1 \"127.0.0.1:${S1}\" maxconn 1\n server s2 \"127.0.0.1:${S2}\" weight 3";
        try (var holding = Origin.holding(go, seen::add);
                var other = Origin.answering("other");
                var weir = Weir.between("", lines, holding, other)) {
            var clients = new ArrayList<Wire>();
            for (int i = 0; i < 40; i++) clients.add(weir.connect().get("/" + i));
            Weir.until("all have a server", () -> seen.size() + other.requests().size() == 40);

            go.countDown();

            assertEquals(1, seen.size());
            for (Wire client : clients) client.close();
        }
    }

    @Test
    void streamsOfBytesGoToTheServersThatHaproxyChooses() throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;

        for (String algorithm : List.of("rdp-cookie", "rdp-cookie(msts)", "source", "first", "hash src"))
            for (String type : List.of("map-based", "consistent")) {
                var config = TCP.replace("BALANCE", algorithm + "\n    hash-type " + type);
                var theirs = new ArrayList<String>();
                try (var origin = Origin.playing((wire, _) -> wire.rest());
                        var haproxy = Haproxy.running(program, folder, config, origin)) {
                    for (int i = 0; i < 20; i++) {
                        sendRdp(haproxy.port(), i);
                        theirs.add(haproxy.logLine());
                    }
                }
                var ours = new ArrayList<String>();
                try (var origin = Origin.playing((wire, _) -> wire.rest());
                        var weir = Weir.running(config, origin)) {
                    for (int i = 0; i < 20; i++) {
                        sendRdp(weir.port(), i);
                        ours.add(weir.logLine());
                    }
                }
                assertEquals(theirs, ours, algorithm + " " + type);
            }
    }

    private static void sendRdp(int port, int i) throws Exception {
        try (var client = Wire.to(port)) {
            client.send("\3\0\0*%\340\0\0\0\0\0Cookie: mstshash=user" + i * 37 + "\r\n\r\n");
            client.finish().rest();
        }
    }

    @Test
    void dynamicCookiesAreThoseOfHaproxy() throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;

        try (var one = Origin.answering("1");
                var two = Origin.answering("2")) {
            List<String> theirs;
            try (var haproxy = Haproxy.running(program, folder, cookies("theirs"), one, two)) {
                theirs = cookiesOf(haproxy.port(), "theirs");
            }
            List<String> ours;
            try (var weir = Weir.running(cookies("ours"), one, two)) {
                ours = cookiesOf(weir.port(), "ours");
            }

            assertEquals(String.join("\n", theirs), String.join("\n", ours));
            assertEquals(true, ours.getFirst().matches("set-cookie: SRV=[0-9a-f]{16}; path=/"), ours.getFirst());
        }
    }

    private String cookies(String side) {
        return COOKIES.replace("FOLDER", folder.toString()).replace("SIDE", side);
    }

    private List<String> cookiesOf(int port, String side) throws Exception {
        var transcript = new ArrayList<String>();
        for (String command : List.of(
                "show version",
                "set dynamic-cookie-key backend be OTHER",
                "set dynamic-cookie-key backend be",
                "set dynamic-cookie-key backend",
                "set dynamic-cookie-key backend nobody x",
                "disable dynamic-cookie backend be",
                "enable dynamic-cookie backend be",
                "enable dynamic-cookie backend")) {
            String answer = ask(side, command);
            if (!command.startsWith("show")) transcript.add(command + " -> " + answer);
            for (int i = 0; i < 3; i++) transcript.add(cookie(port));
        }
        return transcript;
    }

    private static String cookie(int port) throws Exception {
        try (var client = Wire.to(port)) {
            String head = client.get("/").head();
            return head.lines()
                    .map(line -> line.replaceFirst("(?i)^set-cookie:", "set-cookie:"))
                    .filter(line -> line.startsWith("set-cookie:"))
                    .findFirst()
                    .orElse("none");
        }
    }

    private String ask(String side, String command) throws Exception {
        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(folder.resolve(side + ".admin")));
            client.write(ByteBuffer.wrap((command + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return AdminSockets.read(client);
        }
    }
}
