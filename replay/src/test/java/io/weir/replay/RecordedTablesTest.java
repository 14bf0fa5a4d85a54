package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any thread. */
final class RecordedTablesTest {
    private static final String TOP = """
            global
                tune.js.burst-timeout 10s
            defaults
                mode http
                timeout connect 5s
                timeout client 5s
                timeout server 5s
            backend seen
                stick-table type ip size 10 expire 30s store gpc0,conn_cur,conn_rate(10s),http_req_rate(10s),http_err_cnt
            backend app
                server s1 127.0.0.1:1
            frontend lb
                bind :8080
                default_backend app
            """;

    private final Rig rig;

    RecordedTablesTest(@TempDir Path folder) {
        rig = new Rig(folder);
    }

    @Test
    void aRateIsThatOfTheRecordedTimes() throws IOException {
        rules("http-request track-sc0 src table seen", "http-request deny if { sc0_http_req_rate(seen) gt 2 }");

        assertDecisions("app app 403 app", at(0), at(10), at(20), at(40_000));
    }

    @Test
    void aRateThatAHookReadsIsThatOfTheRecordedTimesToo() throws IOException {
        rules("http-request track-sc0 src table seen", "rules rate.js");
        rig.file(
                "rate.js",
                "export function use_backend(txn) { if (txn.f.sc0_http_req_rate('seen') > 1) return 'seen'; }");

        assertDecisions("app seen", at(0), at(10));
    }

    @Test
    void aCounterThatARuleRaisesIsSeenByTheNextRequestAndLeavesWithItsKey() throws IOException {
        rules(
                "http-request deny if { src,table_gpc0(seen) gt 0 }",
                "http-request track-sc0 src table seen",
                "http-request sc-inc-gpc0(0)");

        assertDecisions("app 403 app", at(0), at(29_999), at(30_000));
    }

    @Test
    void aRecordWithoutATimeCannotSayWhatATableHolds() throws IOException {
        rules("http-request deny if { src,table_gpc0(seen) gt 0 }");

        assertDecisions("unknown input now", "{\"conn\": {\"src\": \"10.0.0.1\"}, \"req\": {}}");
    }

    @Test
    void howManyAreConnectedNowIsNotKnown() throws IOException {
        rules("http-request track-sc0 src table seen", "http-request deny if { sc0_conn_cur(seen) gt 0 }");

        assertDecisions("unknown input conn_cur of table seen", at(0));
    }

    @Test
    void errorsAreCountedByTheStatusThatRecordsTell() throws IOException {
        rules("http-request track-sc0 src table seen", "http-request deny if { sc0_http_err_cnt(seen) gt 0 }");
        String missed = at(0).replace("}}", "}, \"res\": {\"status\": 404}}");

        assertDecisions("app 403", missed, at(1));
    }

    @Test
    void errorsAreNotKnownAnyMoreOnceARecordTellsNoStatus() throws IOException {
        rules("http-request track-sc0 src table seen", "http-request deny if { sc0_http_err_cnt(seen) gt 0 }");

        assertDecisions("app unknown input http_err_cnt of table seen", at(0), at(1));
    }

    @Test
    void aNewConnectionIsRefusedByItsOwnLines() throws IOException {
        rules(
                "tcp-request connection track-sc0 src table seen",
                "tcp-request connection reject if { sc0_conn_rate(seen) gt 1 }");
        String first = at(0).replace("\"src\"", "\"reqs\": 1, \"src\"");

        assertDecisions("app reject", first, first);
        assertTrue(rig.out().contains("reject  (weir.cfg:16)"), rig.out());
    }

    @Test
    void aConnectionThatMayNotBeNewIsNotCountedAsOne() throws IOException {
        rules(
                "tcp-request connection track-sc0 src table seen",
                "http-request deny if { sc0_http_req_rate(seen) gt 1 }",
                "http-request deny if { sc0_conn_rate(seen) gt 1 }");

        assertDecisions("unknown input conn_rate of table seen 403", at(0), at(1));
    }

    @Test
    void contentLinesDecideBeforeTheLinesForHttp() throws IOException {
        rules("http-request deny", "tcp-request content reject if { src 10.0.0.1 }");

        assertDecisions("reject", at(0));
    }

    @Test
    void whichServerAKeySticksToIsNotKnownAndSaid() throws IOException {
        rules(
                "http-request track-sc0 src table seen",
                "http-request deny if { src,table_server_id(seen) gt 0 }",
                "backend sticky",
                "stick on src table seen");

        assertDecisions("unknown input server_id of table seen", at(0));
        assertTrue(
                rig.err()
                        .contains(
                                "weir.cfg:18:5: warning: 'stick' lines are not replayed: stick tables lack the keys that"
                                        + " backend 'sticky' stores"),
                rig.err());
    }

    @Test
    void recordsThatAreOlderThanOneBeforeAreCountedAndSaid() throws IOException {
        rules("http-request track-sc0 src table seen");

        assertDecisions("app app", at(50), at(10));
        assertTrue(
                rig.out().contains("1 request was older than one before: stick tables saw the time of that one"),
                rig.out());
    }

    private void rules(String... lines) throws IOException {
        rig.file("weir.cfg", TOP + "    " + String.join("\n    ", lines) + "\n");
    }

    private static String at(long millis) {
        return "{\"t\": " + (1_767_225_600_000L + millis) * 1000 + ", \"conn\": {\"src\": \"10.0.0.1\"}, \"req\": {}}";
    }

    private void assertDecisions(String expected, String... records) throws IOException {
        rig.file("traffic.jsonl", String.join("\n", records) + "\n");
        rig.run();
        String decisions = rig.decisions()
                .lines()
                .filter(line -> line.contains("  → "))
                .map(line -> line.replaceAll(".*→ (?:backend |deny )?(.*?)(?:  \\(.*)?$", "$1"))
                .reduce((a, b) -> a + " " + b)
                .orElse("");
        assertEquals(expected, decisions, () -> rig.out() + rig.err());
    }
}
