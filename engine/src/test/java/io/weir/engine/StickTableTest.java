package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Scripts;
import io.weir.rules.lang.ConfigReader;
import io.weir.rules.lang.SourceText;
import io.weir.rules.table.DataType;
import io.weir.rules.table.TableEntry;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What rules track is counted where HAProxy counts it, and let go exactly once. */
@Timeout(60)
class StickTableTest {
    private static final String TABLE = """
            backend t
                stick-table type ip size 100 expire 1m store conn_cur,conn_cnt,sess_cnt,http_req_cnt,http_err_cnt,http_fail_cnt,bytes_in_cnt,bytes_out_cnt
            """;

    private static TableEntry client(Weir weir) {
        var entry = weir.proxy().inputs().table("t").find(InetAddress.getLoopbackAddress());
        assertNotNull(entry);
        return entry;
    }

    private static long value(Weir weir, DataType type) {
        return client(weir).value(type, 0);
    }

    private static boolean isTracked(Weir weir, int times) {
        var entry = weir.proxy().inputs().table("t").find(InetAddress.getLoopbackAddress());
        return entry != null && entry.value(DataType.CONN_CUR, 0) == times && entry.holders() == times;
    }

    private static void awaitFree(Weir weir) {
        Weir.until("nothing is tracked", () -> client(weir).holders() == 0);
    }

    @Test
    void aConnectionIsTrackedUntilItEndsOverAllItsRequests() throws Exception {
        try (var origin = Origin.answering("ok");
                var weir = Weir.between("tcp-request connection track-sc0 src table t\n" + TABLE, "", origin)) {
            try (var client = weir.connect()) {
                for (int i = 0; i < 3; i++) client.get("/").message();

                assertEquals(1, value(weir, DataType.CONN_CUR));
                assertEquals(1, value(weir, DataType.CONN_CNT));
                assertEquals(1, value(weir, DataType.SESS_CNT));
                assertEquals(3, value(weir, DataType.HTTP_REQ_CNT));
                assertEquals(1, client(weir).holders());
            }

            awaitFree(weir);
            assertEquals(0, value(weir, DataType.CONN_CUR));
            assertTrue(value(weir, DataType.BYTES_IN_CNT) >= 3L * "GET / HTTP/1.1".length());
            assertTrue(value(weir, DataType.BYTES_OUT_CNT)
                    >= 3L * Origin.response("ok").length());
        }
    }

    @Test
    void aRequestIsTrackedUntilItsAnswerIsOutAndNoLonger() throws Exception {
        var go = new CountDownLatch(1);
        try (var origin = Origin.playing((wire, _) -> {
                    wire.message();
                    go.await();
                    wire.send(Origin.response("ok"));
                });
                var weir = Weir.between("http-request track-sc1 src table t\n" + TABLE, "", origin);
                var client = weir.connect()) {
            client.get("/");
            Weir.until("the request is tracked", () -> isTracked(weir, 1));

            go.countDown();
            client.message();

            awaitFree(weir);
            assertEquals(0, value(weir, DataType.CONN_CUR));
            assertEquals(1, value(weir, DataType.CONN_CNT));
            assertEquals(0, value(weir, DataType.SESS_CNT));
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleIsLetGo() throws Exception {
        try (var origin = Origin.playing((wire, _) -> wire.drain());
                var weir = Weir.between(
                        "tcp-request session track-sc0 src table t\nhttp-request track-sc1 src table t\n" + TABLE,
                        "",
                        origin)) {
            var client = weir.connect().get("/");
            Weir.until("both are tracked", () -> isTracked(weir, 2));

            client.reset();

            awaitFree(weir);
            assertEquals(0, value(weir, DataType.CONN_CUR));
            assertEquals(2, value(weir, DataType.CONN_CNT));
        }
    }

    @Test
    void errorsOfTheClientAndFailuresOfTheServerAreCountedApart() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    for (String head = wire.message(); !head.isEmpty(); head = wire.message())
                        wire.send("HTTP/1.1 " + head.substring(5, 8) + " X\r\nContent-Length: 0\r\n\r\n");
                });
                var weir = Weir.between(
                        "tcp-request connection track-sc0 src table t\nhttp-request deny deny_status 503 if { path /deny }\n"
                                + TABLE,
                        "",
                        origin);
                var client = weir.connect()) {
            for (String path : List.of("/200", "/404", "/403", "/500", "/501", "/deny"))
                client.get(path).message();

            assertEquals(6, value(weir, DataType.HTTP_REQ_CNT));
            assertEquals(3, value(weir, DataType.HTTP_ERR_CNT));
            assertEquals(1, value(weir, DataType.HTTP_FAIL_CNT));
        }
    }

    @Test
    void nobodyGetsMoreThanHisShareOfConnectionsWhateverLoopTheyComeInOn() throws Exception {
        String limits = """
                tcp-request connection track-sc0 src table t
                tcp-request connection reject if { sc0_conn_cur gt 5 }
                """;
        try (var origin = Origin.answering("ok");
                var weir = Weir.between(limits + TABLE, "", origin)) {
            for (int round = 0; round < 10; round++) {
                List<Wire> clients = new ArrayList<>();
                int served = 0;
                for (int i = 0; i < 12; i++) clients.add(weir.connect());
                for (Wire client : clients) if (isServed(client)) served++;

                assertEquals(5, served, "in round " + round);
                for (Wire client : clients) client.close();
                awaitFree(weir);
            }
            assertEquals(0, value(weir, DataType.CONN_CUR));
            assertEquals(50, value(weir, DataType.SESS_CNT));
            assertEquals(120, value(weir, DataType.CONN_CNT));
        }
    }

    private static boolean isServed(Wire client) {
        try {
            return client.get("/").message().startsWith("HTTP/1.1 200");
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static List<String> reload(Weir weir, String text) {
        var environment = Map.of("PORT", "" + weir.port());
        var configuration = ConfigReader.readTexts(List.of(SourceText.of("test.cfg", text)), environment)
                .configuration();
        assertNotNull(configuration);
        return weir.proxy().replace(configuration, Scripts.NONE);
    }

    @Test
    void aReloadLeavesATableWithWhatItHoldsUnlessItsLineChanges() throws Exception {
        String text = Weir.DEFAULTS + "frontend fe\n bind \"127.0.0.1:${PORT}\"\n http-request track-sc0 src table t\n"
                + " http-request return status 200\n";
        try (var weir = Weir.running(text + TABLE)) {
            try (var client = weir.connect()) {
                client.get("/").message();
            }
            awaitFree(weir);

            assertEquals(List.of(), reload(weir, text.replace("status 200", "status 204") + TABLE));
            assertEquals(1, value(weir, DataType.HTTP_REQ_CNT));

            assertEquals(List.of(), reload(weir, text + TABLE.replace("size 100", "size 99")));
            assertEquals(0, weir.proxy().inputs().table("t").used());
        }
    }
}
