package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.Phase;
import io.weir.rules.Verdict;
import io.weir.rules.table.StickTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableRulesTest {
    private static final String TABLES = """
            backend ips
             stick-table type ip size 10 expire 10s store http_req_cnt,http_err_cnt,http_fail_cnt,gpc0,gpc1,gpt0,http_req_rate(1s)
            backend users
             stick-table type string len 4 size 2 expire 10s store gpc(2),gpt(2),gpc_rate(1,1s),bytes_in_cnt
            backend numbers
             stick-table type integer size 10 store http_req_cnt
            """;

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final TestRequest request = request();

    private TestRequest request() {
        var request = TestRequest.of("GET /a HTTP/1.1\r\nX-User: amylong\r\nX-N: 5\r\n\r\n");
        for (var table : Texts.accepted(TABLES).stickTables()) request.table(new StickTable(table, clock::get));
        return request;
    }

    private Verdict run(String... lines) {
        return run(Phase.HTTP_REQUEST, lines);
    }

    private Verdict run(Phase phase, String... lines) {
        return new RuleTexts().run(phase, request, lines);
    }

    private @Nullable Object value(String expression) {
        var texts = new RuleTexts();
        var read = texts.expression(expression, Usable.REQUEST);
        assertNotNull(read, () -> texts.found().toString());
        return read.evaluate(request.txn());
    }

    @Test
    void whatIsNotTrackedHasNoValue() {
        assertEquals(null, value("sc0_http_req_cnt"));
        assertEquals(false, value("sc0_tracked"));
        assertEquals(null, value("sc0_trackers"));
        assertEquals(0L, value("src_http_req_cnt(ips)"));
        assertEquals(false, value("src,in_table(ips)"));
    }

    @Test
    void theFirstKeyThatIsTrackedStays() {
        run("track-sc0 src table ips", "track-sc0 req.hdr(x-user) table users");

        assertEquals(1L, value("sc0_http_req_cnt"));
        assertEquals(1L, value("sc_http_req_cnt(0)"));
        assertEquals(1L, value("src,table_http_req_cnt(ips)"));
        assertEquals(1L, value("src,table_trackers(ips)"));
        assertEquals(1L, value("table_cnt(ips)"));
        assertEquals(9L, value("table_avl(ips)"));
        assertEquals(0L, value("table_cnt(users)"));
        assertEquals(true, value("sc0_tracked"));
    }

    @Test
    void aTypeThatTheTableDoesNotKeepHasNoValue() {
        run("track-sc0 src table ips");

        assertEquals(null, value("sc0_conn_cnt"));
        assertEquals(null, value("sc_get_gpc(5,0)"));
        assertEquals(null, value("src,table_conn_cnt(ips)"));
        assertEquals(0L, value("sc0_conn_cnt(users)"));
    }

    @Test
    void generalPurposeCountersAndTagsAreCountedSetAndCleared() {
        run(
                "track-sc0 src table ips",
                "track-sc1 req.hdr(x-user) table users",
                "sc-inc-gpc0",
                "sc-inc-gpc1(0)",
                "sc-inc-gpc0(1)",
                "sc-inc-gpc(1,1)",
                "sc-set-gpt0(0) req.hdr(x-n)",
                "sc-set-gpt(1,1) 77");

        assertEquals(1L, value("sc0_get_gpc0"));
        assertEquals(1L, value("sc0_get_gpc1"));
        assertEquals(5L, value("sc0_get_gpt0"));
        assertEquals(1L, value("sc1_get_gpc0")); // the first of the array
        assertEquals(1L, value("sc_get_gpc(1,1)"));
        assertEquals(1L, value("sc1_gpc0_rate"));
        assertEquals(77L, value("sc_get_gpt(1,1)"));
        assertEquals(2L, value("sc0_inc_gpc0"));
        assertEquals(2L, value("sc0_clr_gpc0"));
        assertEquals(0L, value("sc0_get_gpc0"));
        assertEquals(77L, value("str(amyl),table_gpt(1,users)"));
    }

    @Test
    void keysBecomeOfTheTypeOfTheirTable() {
        run("track-sc0 req.hdr(x-user) table users", "track-sc1 req.hdr(x-n) table numbers");

        assertEquals(true, value("str(amylonger),in_table(users)"));
        assertEquals(false, value("str(amy),in_table(users)"));
        assertEquals(1L, value("int(5),table_http_req_cnt(numbers)"));
        assertEquals(1L, value("int(4294967301),table_http_req_cnt(numbers)"));
        assertEquals(null, value("str(nothing),in_table(ips)"));
    }

    @Test
    void theClientsAddressIsLookedUpAndMadeWhereItIsCounted() {
        assertEquals(0L, value("src_get_gpc0(ips)"));
        assertEquals(1L, value("src_inc_gpc0(ips)"));
        assertEquals(2L, value("src_inc_gpc0(ips)"));
        assertEquals(2L, value("src_get_gpc0(ips)"));
        assertEquals(2L, value("src_clr_gpc0(ips)"));
        assertEquals(10_000L, value("src,table_expire(ips)"));
        clock.addAndGet(4000);
        assertEquals(6000L, value("src,table_expire(ips)"));
        assertEquals(4000L, value("src,table_idle(ips)"));
        assertEquals(-1L, value("ipv4(1.2.3.4),table_idle(ips,-1)"));
        assertEquals(null, value("ipv4(1.2.3.4),table_idle(ips)"));
    }

    @Test
    void aFullTableOfHeldKeysTracksNothing() {
        run("track-sc0 str(a) table users", "track-sc1 str(b) table users", "track-sc2 str(c) table users");

        assertEquals(true, value("sc1_tracked"));
        assertEquals(false, value("sc2_tracked"));
    }

    @Test
    void trackedInAResponseItCountsAlsoWhatTheResponseIs() {
        request.answered("HTTP/1.1 404 No\r\n\r\n");
        run(Phase.HTTP_RESPONSE, "track-sc0 src table ips");
        assertEquals(1L, value("sc0_http_req_cnt"));
        assertEquals(1L, value("sc0_http_err_cnt"));
        assertEquals(0L, value("sc0_http_fail_cnt"));

        request.answered("HTTP/1.1 503 No\r\n\r\n");
        run(Phase.HTTP_RESPONSE, "track-sc1 ipv4(9.9.9.9) table ips");
        assertEquals(1L, value("sc1_http_fail_cnt"));

        request.answered("HTTP/1.1 501 No\r\n\r\n");
        run(Phase.HTTP_RESPONSE, "track-sc2 ipv4(8.8.8.8) table ips");
        assertEquals(0L, value("sc2_http_fail_cnt"));
    }

    @Test
    void whatConnectionsTrackIsNoRequestYet() {
        run(Phase.TCP_REQUEST_CONNECTION, "track-sc0 src table ips");

        assertEquals(0L, value("sc0_http_req_cnt"));
    }

    @Test
    void acceptEndsItsRuleSetAndRejectRefuses() {
        assertEquals("allow", RuleTexts.text(run(Phase.TCP_REQUEST_CONNECTION, "accept", "reject")));
        assertEquals("reject", RuleTexts.text(run(Phase.TCP_REQUEST_SESSION, "reject if { src 127.0.0.1 }")));
        assertEquals("continue", RuleTexts.text(run(Phase.TCP_REQUEST_CONTENT, "reject if { path /b }")));
    }

    @Test
    void everythingThatIsDoneToTablesIsInTheJournal() {
        List<String> journal = new ArrayList<>();
        request.txn().journal((operation, arguments, place) -> journal.add(operation + " " + arguments));

        run("track-sc0 req.hdr(x-user) table users", "sc-inc-gpc(1,0)", "sc-set-gpt(0,0) 3", "sc-inc-gpc0(2)");

        assertEquals(List.of("track-sc0 users amyl", "sc-inc-gpc 1,0", "sc-set-gpt 0,0 3"), journal);
    }
}
