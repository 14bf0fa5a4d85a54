package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operator sees what is at work, what it holds and what it waits for, and ends any of it by its id. */
@Timeout(60)
class SessionCommandsTest extends AdminSockets {
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void useServers() {
        configuration = """
                global
                    stats socket %1$s/admin level admin
                    stats socket %1$s/operator level operator
                    stats socket %1$s/user level user
                defaults
                    mode http
                    option httplog
                    log "127.0.0.1:${LOG}" format raw local0
                    timeout connect 10s
                    timeout client 30s
                    timeout server 40s
                    timeout queue 50s
                    timeout tarpit 20s
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    http-request tarpit if { path /tarpit }
                    http-request wait-for-body time 15s if METH_POST
                    default_backend be
                backend be
                    server s1 "127.0.0.1:${S1}" maxconn 1
                listen raw
                    mode tcp
                    bind "127.0.0.1:${PORT2}"
                    server r1 "127.0.0.1:${S1}"
                """.formatted(folder);
    }

    @AfterEach
    void letGo() {
        go.countDown();
    }

    @Test
    void eachRequestThatIsAtWorkHasALineWithWhatItHolds() throws Exception {
        try (var origin = Origin.holding(go, seen::add);
                var weir = Weir.running(configuration, origin);
                var first = weir.connect().get("/first");
                var _ = Wire.to(weir.port("raw")).get("/raw");
                var idle = weir.connect()) {
            Weir.until("it is there", () -> seen.size() == 2);
            try (var _ = weir.connect().get("/second")) {
                weir.await(Counter.QUEUE, "be", 1);
                idle.send("GET /half HTTP/1.1\r\n");

                String list = list();

                assertEquals(3, list.strip().lines().count(), list);
                assertLine(
                        "fe=fe be=be srv=s1 age=\\S+ stage=relay holds=slot,connection in=\\d+ out=0"
                                + " client= wait= server=(39|40)s",
                        list);
                assertLine(
                        "fe=fe be=be srv=<none> age=\\S+ stage=queue holds=queue in=\\d+ out=0"
                                + " client= wait=(49|50)s server=",
                        list);
                assertLine(
                        "fe=raw be=raw srv=r1 age=\\S+ stage=tunnel holds=slot,connection in=\\d+ out=0"
                                + " client= wait=(29|30)s server=",
                        list);
                assertEquals(
                        line(list, "stage=queue"),
                        line(ask("operator", "show sess " + id(list, "stage=queue") + "\n"), "0x"));
                assertEquals("", shutdown(list, "stage=tunnel"));
            }
            go.countDown();
            assertTrue(first.message().endsWith("ok"));
        }
    }

    @Test
    void whateverItIsAtItEndsAndTheLogSaysWhere() throws Exception {
        try (var origin = Origin.holding(go, seen::add);
                var weir = Weir.running(configuration, origin);
                var first = weir.connect().get("/first")) {
            Weir.until("it is there", () -> seen.size() == 1);

            assertEnds("queue", "KQ--", weir, "GET /second HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEnds("tarpit", "KT--", weir, "GET /tarpit HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEnds("rules", "KR--", weir, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc");
            assertEquals("", shutdown(list(), "stage=relay").strip());
            assertTrue(first.message().startsWith("HTTP/1.1 502 "));
            assertTrue(weir.logLine().contains(" KH-- "));
            assertEquals("", list().strip());
            Weir.until("nothing is counted", () -> weir.counter(Counter.BE_CONN, "be") == 0);
        }
    }

    @Test
    void wrongIdsAreRefusedAsInHaproxy() throws Exception {
        try (var origin = Origin.holding(go, seen::add);
                var _ = Weir.running(configuration, origin)) {
            assertEquals("Session not found.\n\n", ask("operator", "show sess 0x123\n"));
            assertEquals("Session not found.\n\n", ask("operator", "show sess foo\n"));
            assertEquals("No such session (use 'show sess').\n\n", ask("admin", "shutdown session 0x123\n"));
            assertEquals("No such session (use 'show sess').\n\n", ask("admin", "shutdown session 123\n"));
            assertEquals("Session pointer expected (use 'show sess').\n\n", ask("admin", "shutdown session\n"));
            assertEquals("Permission denied\n\n", ask("user", "show sess\n"));
            assertEquals("Permission denied\n\n", ask("operator", "shutdown session 0x1\n"));
        }
    }

    private void assertEnds(String stage, String code, Weir weir, String request) throws Exception {
        try (var client = weir.connect().send(request)) {
            Weir.until("it is at " + stage, () -> list().contains("stage=" + stage));

            shutdown(list(), "stage=" + stage);

            String line = weir.logLine();
            assertTrue(line.contains(" " + code + " "), line);
            assertTrue(client.message().startsWith("HTTP/1.1 50"));
        }
    }

    private String list() {
        try {
            return ask("operator", "show sess\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String shutdown(String list, String with) throws IOException {
        return ask("admin", "shutdown session " + id(list, with) + "\n").strip();
    }

    private static String id(String list, String with) {
        String line = line(list, with);
        return line.substring(0, line.indexOf(':'));
    }

    private static String line(String list, String with) {
        return list.lines()
                .filter(line -> line.contains(with))
                .findFirst()
                .orElseThrow()
                .replaceAll(" (age|wait)=\\S+", "");
    }

    private static void assertLine(String pattern, String list) {
        Matcher found = Pattern.compile("0x[0-9a-f]+: proto=tcpv4 src=127\\.0\\.0\\.1:\\d+ " + pattern + "\n")
                .matcher(list);
        assertTrue(found.find(), list);
    }
}
