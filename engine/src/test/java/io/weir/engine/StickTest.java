package io.weir.engine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import io.weir.rules.table.DataType;
import io.weir.rules.table.StickTable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that stick to servers, while these and their configuration change. */
@Timeout(60)
class StickTest {
    private static final String STICKY = """
                stick-table type string size 100 expire 1m
                stick on url_param(u)
            """;
    private static final String S1 = "    server s1 \"127.0.0.1:${S1}\"\n";
    private static final String S2 = "    server s2 \"127.0.0.1:${S2}\"\n";

    private static String with(String backendLines) {
        return Weir.configuration("", STICKY + backendLines);
    }

    private static String body(Wire client, String path) throws IOException {
        String answer = client.get(path).message();
        return answer.substring(answer.lastIndexOf('\n') + 1);
    }

    private static StickTable table(Weir weir, String name) {
        return requireNonNull(weir.proxy().routes().table(name));
    }

    @Test
    void whoseServerAReloadRemovesGoesToAnotherAndStaysThere() throws Exception {
        try (var one = Origin.answering("one");
                var two = Origin.answering("two");
                var weir = Weir.running(with(S1 + S2), one, two);
                var client = weir.connect()) {
            assertEquals("one", body(client, "/?u=amy"));
            assertEquals("two", body(client, "/?u=bob"));

            assertEquals(List.of(), weir.reload(with(S2)));

            assertEquals("two", body(client, "/?u=amy"));
            var entry = requireNonNull(table(weir, "be").find("amy"));
            assertEquals("s2", entry.serverKey());
            assertEquals(1, entry.value(DataType.SERVER_ID, 0));
        }
    }

    @Test
    void aNameHoldsWhenTheOrderOfTheServersIsChanged() throws Exception {
        try (var one = Origin.answering("one");
                var two = Origin.answering("two");
                var weir = Weir.running(with(S1 + S2), one, two);
                var client = weir.connect()) {
            assertEquals("one", body(client, "/?u=amy"));

            assertEquals(List.of(), weir.reload(with(S2 + S1)));

            assertEquals("one", body(client, "/?u=amy"));
            assertEquals(2, requireNonNull(table(weir, "be").find("amy")).value(DataType.SERVER_ID, 0));
        }
    }

    @Test
    void whoStickToABusyServerWaitForItAndNotForAnother() throws Exception {
        var go = new CountDownLatch(1);
        var seen = new CopyOnWriteArrayList<String>();
        String lines = with("    server s1 \"127.0.0.1:${S1}\" maxconn 1\n" + S2);
        try (var one = Origin.holding(go, seen::add);
                var two = Origin.answering("two");
                var weir = Weir.running(lines, one, two);
                var first = weir.connect();
                var second = weir.connect()) {
            var entry = requireNonNull(table(weir, "be").holdOrMake("amy"));
            entry.serverKey("s1");
            entry.release();
            first.get("/1?u=amy");
            Weir.until("the first is there", () -> seen.size() == 1);

            second.get("/2?u=amy");

            Weir.until("the second waits", () -> weir.counter(Counter.QUEUE, "be") + queued(weir) >= 1);
            go.countDown();
            assertTrue(first.message().endsWith("ok"));
            assertTrue(second.message().endsWith("ok"));
            assertEquals(List.of("/1?u=amy", "/2?u=amy"), seen);
        }
    }

    private static long queued(Weir weir) {
        var servers = requireNonNull(weir.proxy().routes().backend("be")).servers();
        return servers.at(0).counters().queued.now();
    }

    @Test
    void anAnswerOfWeirsOwnStoresNothing() throws Exception {
        try (var weir = Weir.running(with("    server s1 127.0.0.1:" + Origin.deadPort() + "\n"));
                var client = weir.connect()) {
            String answer = client.get("/?u=amy").message();

            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            assertNull(table(weir, "be").find("amy"));
        }
    }

    @Test
    void anEntryThatIsMatchedStaysForItsWholeTimeAgain() throws Exception {
        String other = "backend other\n    stick match url_param(u) table be\n" + S1.replace("s1", "s9");
        try (var one = Origin.answering("one");
                var weir = Weir.running(
                        Weir.configuration("    use_backend other if { path /other }\n", STICKY + S1) + other, one);
                var client = weir.connect()) {
            assertEquals("one", body(client, "/?u=amy"));
            var entry = requireNonNull(table(weir, "be").find("amy"));
            entry.learned(5_000);

            assertEquals("one", body(client, "/other?u=amy"));

            assertTrue(entry.remainingMillis() > 50_000, entry.remainingMillis() + " ms left");
            assertEquals("s1", entry.serverKey());
            assertEquals(0, entry.holders());
        }
    }

    @Test
    void whatSticksInOneProcessSticksInItsPeers() throws Exception {
        int a = Origin.deadPort();
        int b = Origin.deadPort();
        try (var one = Origin.answering("one");
                var two = Origin.answering("two");
                var left = Weir.running(peers("A", a, b), one, two);
                var right = Weir.running(peers("B", a, b), one, two);
                var client = left.connect();
                var other = right.connect()) {
            assertEquals("one", body(client, "/?u=amy"));
            assertEquals("two", body(client, "/?u=bob"));

            Weir.until("bob is known there", () -> {
                var entry = table(right, "be").find("bob");
                return entry != null && "s2".equals(entry.serverKey());
            });

            assertEquals("two", body(other, "/?u=bob"));
            assertEquals("two", body(other, "/?u=bob"));
        }
    }

    private static String peers(String local, int a, int b) {
        String lines = STICKY.replace("expire 1m", "expire 1m peers p") + S1 + S2;
        return "global\n    localpeer " + local + "\n" + Weir.configuration("", lines)
                + "peers p\n    peer A 127.0.0.1:" + a + "\n    peer B 127.0.0.1:" + b + "\n";
    }
}
