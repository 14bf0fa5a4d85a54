package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.config.Endpoint;
import io.weir.rules.config.PeersConfig;
import io.weir.rules.table.StickTableConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeersLinesTest {
    private static final String GLOBAL = "global\n localpeer A\n";

    @Test
    void aSectionSaysWhoListensWhereAndWhoTheOthersAre() {
        var configuration = Texts.accepted(GLOBAL + """
                peers p
                    bind 127.0.0.1:1024
                    server A
                    server B 127.0.0.1:1025
                    table t type string len 20 size 10 expire 5s store gpc0
                backend b
                    stick-table type ip size 5 peers p
                """);

        var peers = configuration.peers().getFirst();
        assertEquals("A", peers.local());
        assertNotNull(peers.bind());
        assertEquals(new Endpoint.Inet("127.0.0.1", 1024), peers.bind().endpoint());
        assertEquals(
                List.of("B"), peers.peers().stream().map(PeersConfig.Peer::name).toList());
        var tables = configuration.stickTables();
        assertEquals(
                List.of("p/t", "b"), tables.stream().map(StickTableConfig::name).toList());
        assertEquals(
                List.of("/t", "b"),
                tables.stream().map(StickTableConfig::nameAmongPeers).toList());
        assertEquals(
                List.of("p", "p"), tables.stream().map(StickTableConfig::peers).toList());
    }

    @Test
    void aPeerLineOfThisProcessSaysWhereItListens() {
        var peers = Texts.accepted(GLOBAL + "peers p\n peer A 127.0.0.1:1024\n peer B 127.0.0.1:1025\n")
                .peers()
                .getFirst();

        assertNotNull(peers.bind());
        assertEquals(new Endpoint.Inet("127.0.0.1", 1024), peers.bind().endpoint());
    }

    @Test
    void rulesUseTheTableOfASection() {
        var problems = Texts.problems(GLOBAL + """
                defaults
                    mode http
                    timeout client 1s
                peers p
                    peer A 127.0.0.1:1024
                    table t type ip size 10 store gpc0
                frontend f
                    bind :80
                    http-request track-sc0 src table p/t
                    http-request deny if { src_get_gpc0(p/t) gt 1 } { src,in_table(p/t) }
                    http-request track-sc1 src table p/u
                """);

        assertEquals(List.of("w.cfg:13:38: error: no stick table 'p/u' (expected 'p/t')"), problems);
    }

    @Test
    void withoutThisProcessOrDisabledASectionDoesNotRunAndItsTablesAreNotShared() {
        var text = """
                peers p
                    peer B 127.0.0.1:1024
                    table t type ip size 1
                peers q
                    peer A 127.0.0.1:1025
                    disabled
                backend b
                    stick-table type ip size 1 peers q
                """;

        var reading = Texts.read(GLOBAL + text, Map.of());

        var configuration = Texts.configuration(reading);
        assertEquals(List.of(), configuration.peers());
        assertEquals(
                List.of("", ""),
                configuration.stickTables().stream()
                        .map(StickTableConfig::peers)
                        .toList());
        assertEquals(
                List.of("w.cfg:3:1: warning: peers 'p' does not run: it has no peer named 'A', as this process is"
                        + " (expected 'server A', or 'localpeer' in 'global')"),
                Texts.problems(GLOBAL + text));
    }

    @Test
    void theNameOfTheCommandLineWinsOverLocalpeer() {
        var text = GLOBAL + "peers p\n bind :1024\n server B\n server A 127.0.0.1:1025\n";

        var reading = Texts.read(text, Map.of("HAPROXY_LOCALPEER", "B"));

        var configuration = Texts.configuration(reading);
        assertEquals("B", configuration.peers().getFirst().local());
        assertEquals(
                "w.cfg:2:2: warning: 'localpeer' is ignored: '-L' on the command line wins",
                reading.problems().getFirst().toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "peer ~ 4:6: error: 'peer' lacks an argument (expected a peer's name)",
                "peer B ~ 4:8: error: 'peer' lacks an argument (expected address:port)",
                "server B 127.0.0.1 ~ 4:11: error: 'server': '127.0.0.1' is not valid (expected address:port)",
                "server B : ~ 4:11: warning: 'server': ':' is nowhere, and is never reached (expected address:port)",
                "server A 127.0.0.1:3 ~ 4:11: error: 'server A' is this process, and takes no address (expected the address in a 'bind' line)",
                "server B 127.0.0.1:3 ssl ~ 4:23: error: 'server': HAProxy's parameter 'ssl' is not supported by Weir yet",
                "server B 127.0.0.1:3 weight 3 ~ 4:23: warning: 'server': these parameters have no effect on a peer",
                "default-server verify none ~ 4:17: error: 'default-server': HAProxy's parameter 'verify' is not supported by Weir yet",
                "default-bind ssl ~ 4:15: error: 'default-bind': HAProxy's parameter 'ssl' is not supported by Weir yet",
                "bind :3,:4 ~ 4:2: error: peers 'p' listens at one address only (expected one 'bind' line with one address)",
                "log 127.0.0.1 local0 ~ 4:2: error: 'log' in a 'peers' section is not supported by Weir yet",
                "table t size 3 ~ 4:16: error: 'table' lacks 'type' (expected 'type' and binary, integer, ip, ipv6 or string)",
                "table t type ip size 3 peers p ~ 4:25: error: 'table': unknown parameter 'peers' (expected type, size, expire, nopurge, store or srvkey)",
            })
    void aWrongLineIsRefusedWithItsPlace(String line, String problem) {
        var problems = Texts.problems(GLOBAL + "peers p\n " + line + "\n");

        assertEquals("w.cfg:" + problem, problems.getLast());
    }

    @Test
    void twiceTheSameNameAndPeerBesideBindAreRefused() {
        var problems = Texts.problems(GLOBAL + """
                peers p
                    peer A 127.0.0.1:1024
                    peer B 127.0.0.1:1025
                    peer B 127.0.0.1:1026
                    bind :1027
                    table t type ip size 1
                    table t type ip size 1
                """);

        assertEquals(
                List.of(
                        "w.cfg:6:10: error: peers 'p' has a peer 'B' already, declared at w.cfg:5 (expected another name)",
                        "w.cfg:7:5: error: a 'peers' section has 'peer' lines or a 'bind' line, not both (expected"
                                + " 'server' instead of 'peer')",
                        "w.cfg:9:11: error: peers 'p' has a table 't' already (expected another name)"),
                problems);
    }
}
