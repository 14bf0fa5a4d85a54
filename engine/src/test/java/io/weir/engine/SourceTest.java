package io.weir.engine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.engine.loop.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where connections to servers come from, and what happens when there is no port left to come from. */
class SourceTest {
    @ParameterizedTest
    @MethodSource("pollers")
    void connectionsComeFromTheAddressOfTheirBackendOrOfTheirServer(String poller) throws Exception {
        assertEquals(
                List.of("127.0.0.2", "127.0.0.3"),
                hosts(poller, "source 127.0.0.2\n", "server s2 \"127.0.0.1:${S2}\" source 127.0.0.3"));
    }

    private static Stream<String> pollers() {
        return Stream.of(Transport.values())
                .filter(Transport::isAvailable)
                .map(each -> each.name().toLowerCase(Locale.ROOT));
    }

    private static List<String> hosts(String poller, String backendLines, String second) throws Exception {
        try (var first = telling();
                var other = telling();
                var weir = Weir.running(
                        "global\n tune.poller " + poller + "\n"
                                + tcp(backendLines + "server s1 \"127.0.0.1:${S1}\"\n" + second),
                        first,
                        other);
                var one = weir.connect();
                var two = weir.connect()) {
            return Stream.of(one.until("\n"), two.until("\n"))
                    .map(SourceTest::host)
                    .sorted() // clients on several loops do not come in order
                    .toList();
        }
    }

    @Test
    void aRangeOfTwoPortsCarriesTwoConnectionsAndTheThirdIsToldWhatIsMissing() throws Exception {
        int low = Origin.deadPort();
        String range = "127.0.0.7:" + low + "-" + (low + 1);
        try (var complaints = new Complaints();
                var origin = telling();
                var weir = Weir.running(tcp("server s1 \"127.0.0.1:${S1}\" source " + range), origin);
                var one = weir.connect();
                var two = weir.connect()) {
            var ports = Set.of(one.until("\n").strip(), two.until("\n").strip());

            String answer = Stopwatch.start().ends(0, () -> third(weir)); // four tries, without a pause

            assertEquals(Set.of("127.0.0.7:" + low, "127.0.0.7:" + (low + 1)), ports);
            assertEquals("", answer);
            String line = weir.logLine();
            assertTrue(line.matches(".* fe be/s1 .* RC \\d+/\\d+/\\d+/\\d+/3 0/0"), line);
            var said = complaints.with("no source port left to");
            assertEquals(1, said.size(), said.toString());
            assertTrue(
                    said.getFirst()
                            .matches("test.cfg:\\d+:\\d+: server s1: no source port left to 127.0.0.1:" + origin.port()
                                    + " \\(source " + range + ", 2 ports: all are taken\\); 1 so far"),
                    said.toString());
            var backend = requireNonNull(weir.proxy().routes().backend("be"));
            assertEquals(4, backend.servers().at(0).shortage().ports());
        }
    }

    @Test
    void aPortOfARangeIsGivenBackWithItsConnection() throws Exception {
        int low = Origin.deadPort();
        try (var origin = telling();
                var weir = Weir.running(
                        tcp("server s1 \"127.0.0.1:${S1}\" source 127.0.0.7:" + low + "-" + (low + 1)), origin);
                var other = weir.connect()) {
            String held = other.until("\n");

            for (int i = 0; i < 10; i++) {
                try (var client = weir.connect()) {
                    assertNotEquals(held, client.until("\n"));
                    client.finish();
                    assertEquals("", client.rest());
                }
                weir.logLine();
            }
        }
    }

    @Test
    void whenThePortsOfOneSourceHaveRunOutTheNextSourceServes() throws Exception {
        int port = Origin.deadPort();
        int low = Origin.deadPort();
        try (var origin = telling();
                var weir = Weir.running(
                        tcp("server s1 \"127.0.0.1:${S1}\" source 127.0.0.7:" + low + "-" + (low + 1) + ",127.0.0.8:"
                                + port + ",127.0.0.9"),
                        origin);
                var one = weir.connect();
                var two = weir.connect();
                var three = weir.connect();
                var four = weir.connect()) {
            var hosts = Stream.of(one.until("\n"), two.until("\n"), three.until("\n"), four.until("\n"))
                    .map(SourceTest::host)
                    .sorted() // clients on several loops do not come in order
                    .toList();

            assertEquals(List.of("127.0.0.7", "127.0.0.7", "127.0.0.8", "127.0.0.9"), hosts);
        }
    }

    @Test
    void anIdleConnectionGivesUpItsPortToOneThatIsNeeded() throws Exception {
        int port = Origin.deadPort();
        try (var origin = Origin.answering("x");
                var weir = Weir.running(
                        "global\n nbthread 1\n"
                                + Weir.configuration("", "server s1 \"127.0.0.1:${S1}\" source 127.0.0.7:" + port),
                        origin);
                var one = weir.connect();
                var two = weir.connect()) {
            one.get("/1").message();

            String answer = two.get("/2").message(); // its first request, which is not put on an idle connection

            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertEquals(2, origin.connections());
        }
    }

    @Test
    void withoutAPortHttpClientsGet503AndAnotherServerIsTriedWhereThatIsAllowed() throws Exception {
        int port = Origin.deadPort();
        var go = new CountDownLatch(1);
        var seen = new CountDownLatch(1);
        try (var busy = Origin.holding(go, _ -> seen.countDown());
                var other = Origin.answering("other");
                var weir = Weir.between(
                        "use_backend alone if { path /alone }\n",
                        "option redispatch 1\nserver s1 \"127.0.0.1:${S1}\" source 127.0.0.7:" + port
                                + "\nserver s2 \"127.0.0.1:${S2}\" weight 1\nbackend alone\nserver s1 \"127.0.0.1:${S1}\""
                                + " source 127.0.0.7:" + port,
                        busy,
                        other);
                var one = weir.connect();
                var two = weir.connect();
                var three = weir.connect()) {
            one.get("/hold");
            seen.await();
            two.get("/2").message(); // the turn of s2

            String third = two.get("/3").message();
            String alone = three.get("/alone").message();

            assertTrue(third.endsWith("other"), third);
            assertTrue(alone.startsWith("HTTP/1.1 503 "), alone);
            go.countDown();
            assertTrue(one.message().startsWith("HTTP/1.1 200 "));
        }
    }

    private static String third(Weir weir) throws IOException {
        try (var client = weir.connect()) {
            return client.rest();
        }
    }

    /** Says where each connection comes from, and ends it after the client. */
    private static Origin telling() throws IOException {
        return Origin.playing((wire, _) -> {
            wire.send(wire.remote().getAddress().getHostAddress() + ":"
                    + wire.remote().getPort() + "\n");
            wire.rest();
        });
    }

    private static String host(String told) {
        return told.substring(0, told.indexOf(':'));
    }

    private static String tcp(String backendLines) {
        return Weir.configuration("", backendLines)
                .replace("mode http", "mode tcp")
                .replace("httplog", "tcplog");
    }
}
