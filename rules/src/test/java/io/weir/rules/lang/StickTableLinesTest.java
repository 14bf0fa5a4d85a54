package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.table.DataType;
import io.weir.rules.table.KeyType;
import io.weir.rules.table.StickTableConfig;
import io.weir.rules.table.Stored;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StickTableLinesTest {
    private static StickTableConfig table(String line) {
        var reading = Texts.read(Texts.LISTEN + " " + line + "\n", Map.of());
        return Texts.configuration(reading).stickTables().getFirst();
    }

    private static List<String> problems(String lines) {
        return Texts.problems(Texts.LISTEN + lines);
    }

    @Test
    void aTableHasTheNameOfItsProxyAndWhatItsLineSays() {
        var table = table("stick-table type string len 64 size 100k expire 30m nopurge srvkey addr"
                + " store gpc0,http_req_rate(10s) store gpt(4),gpc_rate(2,1m)");

        assertEquals("l", table.name());
        assertEquals(KeyType.STRING, table.type());
        assertEquals(64, table.keyBytes());
        assertEquals(102_400, table.size());
        assertEquals(1_800_000, table.expireMillis());
        assertEquals(true, table.nopurge());
        assertEquals(StickTableConfig.ServerKey.ADDR, table.serverKey());
        assertEquals(
                List.of(
                        new Stored(DataType.GPC0, 1, 0),
                        new Stored(DataType.HTTP_REQ_RATE, 1, 10_000),
                        new Stored(DataType.GPT, 4, 0),
                        new Stored(DataType.GPC_RATE, 2, 60_000)),
                table.store());
    }

    @Test
    void aBackendMayConsistOfATableAlone() {
        var text = "backend t\n stick-table type ipv6 size 1m\n";

        var configuration = Texts.accepted(text);

        assertEquals("t", configuration.stickTables().getFirst().name());
        assertEquals(List.of(), configuration.backends().getFirst().servers());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "stick-table ~ 8:13: error: 'stick-table' lacks 'type' (expected 'type' and binary, integer, ip, ipv6 or string)",
                "stick-table type ip ~ 8:21: error: 'stick-table' lacks 'size' (expected 'size' and the most keys at once)",
                "stick-table type ipv4 size 1 ~ 8:19: error: 'stick-table': 'ipv4' is not valid (expected binary, integer, ip, ipv6 or string)",
                "stick-table type ip len 4 size 1 ~ 8:22: error: 'stick-table': unknown parameter 'len' (expected type, size, expire, nopurge, store, srvkey or peers)",
                "stick-table type string len 0 size 1 ~ 8:30: error: 'stick-table': '0' is not valid (expected a number of 1 to 65536)",
                "stick-table type ip size 0 ~ 8:27: error: 'stick-table': '0' is not valid (expected a number of keys of 1 to 2147483647, or with k, m or g)",
                "stick-table type ip size many ~ 8:27: error: 'stick-table': 'many' is not valid (expected a number of keys of 1 to 2147483647, or with k, m or g)",
                "stick-table type ip size 1 expire soon ~ 8:36: error: 'stick-table': 'soon' is not valid (expected a time: a number with us, ms (default), s, m, h or d, at most 2147483647ms)",
                "stick-table type ip size 1 peers p ~ 8:35: error: there is no 'peers' section named 'p'",
                "stick-table type ip size 1 expires 5s ~ 8:29: error: 'stick-table': unknown parameter 'expires' (expected 'expire')",
                "stick-table type ip size 1 srvkey id ~ 8:36: error: 'stick-table': 'id' is not valid (expected addr or name)",
                "stick-table type ip size 1 store gpc0,gpx1 ~ 8:40: error: 'stick-table' cannot keep 'gpx1' (expected 'gpc1')",
                "stick-table type ip size 1 store conn_rate ~ 8:35: error: 'stick-table': an argument is missing in 'conn_rate' (expected 'conn_rate(10s)')",
                "stick-table type ip size 1 store gpc0(1) ~ 8:35: error: 'stick-table': too many in 'gpc0(1)' (expected 'gpc0')",
                "stick-table type ip size 1 store gpc_rate(2) ~ 8:35: error: 'stick-table': an argument is missing in 'gpc_rate(2)' (expected 'gpc_rate(2,10s)')",
                "stick-table type ip size 1 store gpc(101) ~ 8:39: error: 'stick-table': '101' is not valid (expected a number of 1 to 100)",
                "stick-table type ip size 1 store conn_rate(0) ~ 8:45: error: 'stick-table': '0' is not valid (expected a period of at least 1ms)",
                "stick-table type ip size 1 store conn_rate(5 ~ 8:35: error: a parenthesis is not closed in 'conn_rate(5' (expected ')')",
                "stick-table type ip size 1 store gpc0,gpc(2) ~ 8:35: error: 'stick-table': a table cannot keep both 'gpc' and 'gpc0' (expected only 'gpc')",
                "stick-table type ip size 1 store gpc0,gpc0 ~ 8:40: warning: 'stick-table' keeps 'gpc0' already",
            })
    void aWrongLineIsReportedWhereItIsWrong(String line, String problem) {
        assertEquals(List.of("w.cfg:" + problem), problems(" " + line + "\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "http-request track-sc0 src ~ 8:15: error: 'l' has no 'stick-table' (expected 't')",
                "http-request track-sc0 src table tt ~ 8:35: error: no stick table 'tt' (expected 't')",
                "http-request track-sc0 ~ 8:24: error: 'track-sc0' lacks an argument (expected a sample expression)",
                "http-request track-sc0 src table ~ 8:34: error: 'track-sc0' lacks an argument (expected a stick table)",
                "http-request track-sc0 bool(1) table t ~ 8:39: error: the key cannot become one of the stick table 't' (expected a key of type ip)",
                "http-request track-sc3 src table t ~ 8:15: error: HAProxy's action 'http-request track-sc3' is not supported by Weir yet",
                "http-request sc-inc-gpc0(3) ~ 8:27: error: '3' is not valid here (expected a stick counter of 0 to 2)",
                "http-request sc-inc-gpc(1) ~ 8:26: error: two numbers are needed here (expected a counter's index and a stick counter of 0 to 2, such as '(1,0)')",
                "http-request sc-set-gpt0(0) ~ 8:29: error: 'sc-set-gpt0' lacks an argument (expected a sample expression)",
                "http-request deny if { sc_http_req_cnt(5) gt 1 } ~ 8:25: error: 'sc_http_req_cnt': there is no stick counter 5 (expected 0 to 2)",
                "http-request deny if { sc_get_gpc(100,0) gt 1 } ~ 8:25: error: 'sc_get_gpc': there is no element 100 (expected 0 to 99)",
                "http-request deny if { src_conn_cur gt 1 } ~ 8:25: error: 'l' has no 'stick-table' (expected 't')",
                "http-request deny if { src,in_table(nobody) } ~ 8:25: error: no stick table 'nobody'",
                "tcp-request connection track-sc0 path table t ~ 8:35: error: 'path' is about the request, which is not there yet where this stands",
                "tcp-request connection deny ~ 8:25: error: 'tcp-request connection' has no action 'deny' (expected it behind 'http-request')",
                "tcp-request session switch-mode ~ 8:22: error: 'tcp-request session' has no action 'switch-mode' (expected it behind 'tcp-request content')",
                "tcp-request content use-service a ~ 8:22: error: HAProxy's action 'tcp-request content use-service' is not supported by Weir yet: there are no services (expected 'http-request return' or 'rules FILE' with a hook in JavaScript)",
                "tcp-request inspect-delay soon ~ 8:28: error: 'tcp-request inspect-delay': 'soon' is not valid (expected a time: a number with us, ms (default), s, m, h or d, at most 2147483647ms)",
            })
    void aWrongRuleAboutTablesIsReportedWhereItIsWrong(String line, String problem) {
        assertEquals(List.of("w.cfg:" + problem), problems(" " + line + "\nbackend t\n stick-table type ip size 10\n"));
    }

    @Test
    void rulesOfConnectionsHaveNoPlaceInBackends() {
        assertEquals(
                List.of("w.cfg:2:2: error: 'tcp-request connection' is not allowed in a 'backend' section"
                        + " (expected defaults, frontend or listen)"),
                Texts.problems("backend b\n tcp-request connection accept\n"));
        assertEquals(
                List.of("w.cfg:9:2: error: 'tcp-response content' is not allowed in a 'frontend' section"
                        + " (expected defaults, backend or listen)"),
                problems("frontend f\n tcp-response content accept\n bind :81\n"));
    }

    @Test
    void aRuleBelowWhatRunsAfterItIsWarnedAbout() {
        assertEquals(
                List.of(
                        "w.cfg:9:2: warning: a 'tcp-request connection' rule placed after a 'http-request' rule is still"
                                + " evaluated before it"),
                problems(" http-request allow\n tcp-request connection accept\n"));
    }

    @Test
    void aSecondTableInAProxyAndTwoTablesOfOneNameAreRefused() {
        assertEquals(
                List.of("w.cfg:9:2: error: listen 'l' has a stick table already, declared at w.cfg:8"
                        + " (expected one 'stick-table' line)"),
                problems(" stick-table type ip size 1\n stick-table type ip size 1\n"));
        assertEquals(
                List.of("w.cfg:12:2: error: the stick table of backend 'x' has the same name as that of frontend 'x'"
                        + " declared at w.cfg:10 (expected another name for one of the proxies)"),
                problems(
                        "frontend x\n bind :81\n stick-table type ip size 1\nbackend x\n stick-table type ip size 1\n"));
    }

    @Test
    void rulesOfDefaultsNameTheTableThatTheyMean() {
        assertEquals(
                List.of("w.cfg:2:15: error: 'track-sc0' means the proxy's own stick table, and 'defaults' has none"
                        + " (expected the name of a stick table)"),
                Texts.problems("defaults d\n http-request track-sc0 src\n"));
    }

    @Test
    void whatRulesOfDefaultsNameMustExistToo() {
        var text = "defaults d\n http-request track-sc0 src table nobody\nbackend b from d\n mode http\n";

        assertEquals(List.of("w.cfg:2:35: error: no stick table 'nobody'"), Texts.problems(text));
    }
}
