package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.engine.peers.PeersText;
import io.weir.rules.table.DataType;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.TableEntry;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stick tables of two processes in step, and what callers get that are no peers. */
@Timeout(60)
class PeersTest {
    private int portA;
    private int portB;

    @BeforeEach
    void choosePorts() throws IOException {
        portA = Origin.deadPort();
        portB = Origin.deadPort();
    }

    private String configuration(String local) {
        int port = local.equals("A") ? portA : portB;
        return """
                global
                    localpeer %s
                %s
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    http-request track-sc0 path table p/paths
                    http-request return status 200
                peers p
                    bind 127.0.0.1:%d
                    server A%s
                    server B%s
                    table paths type string len 30 size 1000 expire 1m store http_req_cnt,http_req_rate(10s),conn_cur,server_key,gpc(3)
                backend users
                    stick-table type ipv6 size 3 nopurge store server_id,bytes_in_cnt peers p
                """.formatted(
                        local,
                        Weir.DEFAULTS,
                        port,
                        local.equals("A") ? "" : " 127.0.0.1:" + portA,
                        local.equals("B") ? "" : " 127.0.0.1:" + portB);
    }

    private Weir weir(String local) throws Exception {
        return Weir.running(configuration(local));
    }

    private static StickTable table(Weir weir, String name) {
        return Objects.requireNonNull(weir.proxy().routes().tables().get(name));
    }

    private static void change(Weir weir, String key, long requests) {
        TableEntry entry = table(weir, "p/paths").holdOrMake(key);
        assertNotNull(entry);
        entry.set(DataType.HTTP_REQ_CNT, 0, requests);
        entry.touch();
        entry.release();
    }

    private static TableEntry learned(Weir weir, String key, long requests) {
        StickTable table = table(weir, "p/paths");
        Weir.until(key + " is learned with " + requests, () -> {
            var entry = table.find(key);
            return entry != null && entry.value(DataType.HTTP_REQ_CNT, 0) == requests;
        });
        return Objects.requireNonNull(table.find(key));
    }

    private static void untilConnected(Weir weir) {
        Weir.until("the peers have met", () -> describe(weir).contains("last_status=ESTA"));
    }

    private static String describe(Weir weir) {
        var peers = Objects.requireNonNull(weir.proxy().peers());
        return Objects.requireNonNull(peers.describe("p", PeersText.Detail.STANDARD));
    }

    @Test
    void whatARequestCountsInOneProcessTheOtherKnows() throws Exception {
        try (var a = weir("A");
                var b = weir("B")) {
            untilConnected(a);

            try (var wire = a.connect()) {
                wire.send("GET /hello HTTP/1.1\r\nHost: h\r\n\r\n");
                wire.message();
            }

            var entry = learned(b, "/hello", 1);
            assertEquals(1, entry.value(DataType.HTTP_REQ_RATE, 0));
            assertEquals(0, entry.value(DataType.CONN_CUR, 0), "who is connected there is not connected here");
            assertTrue(entry.remainingMillis() > 50_000, "it stays its whole time");
        }
    }

    @Test
    void aProcessThatStartsLaterLearnsWhatThereIs() throws Exception {
        try (var a = weir("A")) {
            for (int i = 1; i <= 500; i++) change(a, "/k" + i, i);

            try (var b = weir("B")) {
                for (int i = 1; i <= 500; i++) learned(b, "/k" + i, i);
            }
        }
    }

    @Test
    void whatWasLearnedIsTaughtToAProcessThatComesBack() throws Exception {
        try (var b = weir("B")) {
            try (var a = weir("A")) {
                change(a, "/a", 7);
                learned(b, "/a", 7);
            }

            try (var again = weir("A")) {
                learned(again, "/a", 7);
            }
        }
    }

    @Test
    void allThatIsKeptForAKeyIsLearned() throws Exception {
        try (var a = weir("A");
                var b = weir("B")) {
            var address = java.net.InetAddress.ofLiteral("2001:db8::7");
            var user = Objects.requireNonNull(table(a, "users").holdOrMake(address));
            user.set(DataType.SERVER_ID, 0, -3);
            user.set(DataType.BYTES_IN_CNT, 0, 1L << 40);
            user.touch();
            user.release();
            var path = Objects.requireNonNull(table(a, "p/paths").holdOrMake("/x"));
            path.serverKey("s1");
            for (int i = 0; i < 3; i++) path.set(DataType.GPC, i, 10 + i);
            path.touch();
            path.release();

            Weir.until(
                    "both are learned",
                    () -> table(b, "users").find(address) != null
                            && table(b, "p/paths").find("/x") != null);

            var learnedUser = Objects.requireNonNull(table(b, "users").find(address));
            assertEquals(-3, learnedUser.value(DataType.SERVER_ID, 0));
            assertEquals(1L << 40, learnedUser.value(DataType.BYTES_IN_CNT, 0));
            var learnedPath = Objects.requireNonNull(table(b, "p/paths").find("/x"));
            assertEquals("s1", learnedPath.serverKey());
            for (int i = 0; i < 3; i++) assertEquals(10 + i, learnedPath.value(DataType.GPC, i));
        }
    }

    @Test
    void whatIsLearnedIsNotSentBack() throws Exception {
        try (var a = weir("A");
                var b = weir("B")) {
            untilConnected(a);
            change(a, "/once", 1);
            learned(b, "/once", 1);

            assertEquals(
                    0, Objects.requireNonNull(table(b, "p/paths").changes()).last());
        }
    }

    @Test
    void peersTakeNoPlaceInAnyGate() throws Exception {
        try (var a = weir("A");
                var b = weir("B")) {
            untilConnected(a);

            assertEquals(0, a.proxy().counters().connections.open());
            assertEquals(0, b.proxy().counters().connections.open());
        }
    }

    @Test
    void aReloadThatChangesPeersIsRefusedByName() throws Exception {
        try (var a = weir("A")) {
            var refused = a.reload(configuration("A").replace("server B", "server C"));

            assertEquals(
                    List.of("a 'peers' section was changed: this needs a restart for now; nothing was changed"),
                    refused);
            assertEquals(List.of(), a.reload(configuration("A")));
        }
    }

    @Test
    void afterASoftStopTheSessionsAreOverAndTablesGoOn() throws Exception {
        try (var a = weir("A");
                var b = weir("B")) {
            untilConnected(a);
            untilConnected(b);

            a.proxy().softStop();

            change(a, "/late", 1);
            assertEquals(
                    1, Objects.requireNonNull(table(a, "p/paths").find("/late")).value(DataType.HTTP_REQ_CNT, 0));
            Weir.until("the other side sees the end", () -> !describe(b).contains(",active)"));
            assertNull(table(b, "p/paths").find("/late"));
        }
    }

    // ---- callers

    private static String called(int port, String hello) throws IOException {
        try (var wire = Wire.to(port)) {
            wire.send(hello);
            return wire.rest();
        }
    }

    @Test
    void aCallerThatIsNoPeerIsToldWhy() throws Exception {
        try (var _ = weir("A")) {
            assertEquals("501\n", called(portA, "GET / HTTP/1.1\r\n\r\n"));
            assertEquals("502\n", called(portA, "HAProxyS 3.0\nA\nB 1 1\n"));
            assertEquals("503\n", called(portA, "HAProxyS 2.1\nX\nB 1 1\n"));
            assertEquals("504\n", called(portA, "HAProxyS 2.1\nA\nX 1 1\n"));
            assertEquals("501\n", called(portA, "HAProxyS 2.1\nA\nB\n"));
        }
    }

    @Test
    void aMessageThatIsNoneEndsTheSession() throws Exception {
        try (var a = weir("A")) {
            String definition = "\n\202\2\1\1";

            var answer = called(portA, "HAProxyS 2.1\nA\nB 1 1\n" + definition);

            assertTrue(answer.startsWith("200\n"), answer);
            assertTrue(answer.endsWith("\1\0"), "a protocol error is reported: " + answer);
            assertTrue(describe(a).contains("proto_err=1"), describe(a));
        }
    }

    @Test
    void updatesAreUnderstoodHoweverTheyAreCutAndAreAcknowledged() throws Exception {
        // the table "/paths" of this caller keeps only requests; its key has 31 bytes with the one that ends it
        String definition = "\n\202\15\5\6/paths\6\37\360\21\0";
        String update = "\n\200\10" + "\0\0\0\11" + "\2/z" + "\52";
        String next = "\n\201\4" + "\2/y" + "\53";
        try (var a = weir("A");
                var wire = Wire.to(portA)) {
            for (char each : ("HAProxyS 2.0\r\nA\r\nB 1 1\n" + definition + update + next).toCharArray())
                wire.send(String.valueOf(each));

            learned(a, "/z", 42);
            learned(a, "/y", 43);
            assertTrue(wire.until("\n\204\5\5\0\0\0\12").startsWith("200\n"));
            assertNull(table(a, "p/paths").find("/x"));
        }
    }
}
