package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.config.KeepAlive;
import io.weir.rules.config.ListenSocket;
import io.weir.rules.config.ListenSocket.IpVersions;
import io.weir.rules.config.ServerConfig;
import io.weir.rules.config.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration asks of sockets. */
class SocketLinesTest {
    @Test
    void aServersOwnSourceTakesThePlaceOfItsBackends() {
        var servers = Texts.backend("""
                source 10.0.0.9
                 default-server source 10.0.0.8:5000
                 server a 10.0.0.1:80
                 server b 10.0.0.1:81 source 10.0.0.7:1024-1030 interface eth0 weight 3
                 server c 10.0.0.1:82 source *,[2001:db8::1]:99
                """).servers();

        assertEquals(
                List.of("[10.0.0.8:5000] ", "[10.0.0.7:1024-1030] eth0", "[*, [2001:db8::1]:99] "),
                servers.stream().map(SocketLinesTest::source).toList());
        assertEquals(3, servers.get(1).weight());
    }

    @Test
    void theBackendsSourceIsThatOfServersWithoutOne() {
        var servers = Texts.backend("""
                 source 10.0.0.9 interface lo
                 server a 10.0.0.1:80
                """).servers();

        assertEquals("[10.0.0.9] lo", source(servers.getFirst()));
    }

    @Test
    void keepAliveIsAskedForOfOneSideOrBothWithSecondsWhereNoUnitStands() {
        var both = Texts.accepted("""
                defaults
                 mode http
                 timeout client 1s
                 timeout connect 1s
                 timeout server 1s
                 option tcpka
                 clitcpka-idle 7
                 srvtcpka-intvl 1500ms
                 srvtcpka-cnt 4
                listen l
                 bind :80
                 server a 10.0.0.1:80
                listen m
                 bind :81
                 no option clitcpka
                 server a 10.0.0.1:80
                """);

        assertEquals(
                new KeepAlive(true, 0, 7, 0),
                both.frontends().getFirst().socket().keepAlive());
        assertEquals(
                new KeepAlive(true, 4, 0, 2),
                both.backends().getFirst().servers().getFirst().socket().keepAlive());
        assertEquals(KeepAlive.OFF, both.frontends().get(1).socket().keepAlive());
    }

    @Test
    void aBindLineSaysWhatItsSocketsAreAskedFor() {
        var bind = Texts.frontend("option tcp-smart-accept\nbind [::1]:81 mss 1440 tcp-ut 30s defer-accept tfo v6only"
                        + " interface lo transparent")
                .binds()
                .getLast();

        assertEquals(new ListenSocket(1440, 30_000, true, true, true, true, IpVersions.ONLY_SIX, "lo"), bind.socket());
    }

    @Test
    void fastOpenToServersNeedsRequestsThatCanBeSentAgain() {
        var sure = Texts.backend("""
                retry-on conn-failure empty-response response-timeout
                 server a 10.0.0.1:80 tfo tcp-ut 500
                """).servers().getFirst().socket();

        assertEquals(true, sure.fastOpen());
        assertEquals(500, sure.userTimeoutMillis());
        assertEquals(
                List.of(
                        "w.cfg:8:2: warning: 'server': 'tfo' has no effect where a request cannot be sent again (expected"
                                + " 'mode http' and 'retry-on conn-failure empty-response response-timeout')"),
                Texts.problems(Texts.LISTEN + " server a 10.0.0.1:80 tfo\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "source ~ 8:8: error: 'source' lacks an argument (expected an address, such as 10.0.0.1 or 10.0.0.1:1024-65535)",
                "source 10.0.0.1:80-90 ~ 8:9: error: 'source': a range of ports belongs to one server"
                        + " (expected 'source' in a 'server' or 'default-server' line)",
                "source 10.0.0.300 ~ 8:9: error: 'source': '10.0.0.300' is not valid (expected an IP address or a host name)",
                "source unix@/x ~ 8:9: error: 'source': 'unix@/x' is not valid"
                        + " (expected address, address:port, address:low-high, or several with commas between)",
                "source 10.0.0.1 usesrc client ~ 8:18: error: 'source': 'usesrc' is not supported by Weir: connections in the"
                        + " name of others need rights and routes that it does not ask for"
                        + " (expected 'option forwardfor' to tell the server who the client is)",
                "source 10.0.0.1 interface ~ 8:27: error: 'source' lacks an argument (expected a network interface)",
                "server a 10.0.0.1:80 source 10.0.0.2:90-80 ~ 8:30: error: 'server': '10.0.0.2:90-80' is not valid"
                        + " (expected a port of 1 to 65535 or a range such as 8000-8010)",
                "server a 10.0.0.1:80 namespace x ~ 8:23: error: 'server': HAProxy's parameter 'namespace' is not supported by Weir yet",
                "server a 10.0.0.1:80 tcp-ut x ~ 8:30: error: 'server': 'x' is not valid"
                        + " (expected a time: a number with us, ms (default), s, m, h or d, at most 2147483647ms)",
                "bind :81 namespace x ~ 8:11: error: 'bind': HAProxy's parameter 'namespace' is not supported by Weir yet",
                "bind :81 mss 40 ~ 8:15: error: 'bind': '40' is not valid (expected a number of 88 to 32767)",
                "bind :81 interface sixteen-letters-x ~ 8:21: error: 'bind': 'sixteen-letters-x' is not valid"
                        + " (expected a network interface's name of at most 15 characters)",
                "clitcpka-cnt 128 ~ 8:15: error: 'clitcpka-cnt': '128' is not valid (expected a number of 0 to 127)",
                "srvtcpka-idle 10h ~ 8:16: error: 'srvtcpka-idle': '10h' is not valid"
                        + " (expected a time of up to 32767 s: a number with ms, s (default), m, h or d)",
            })
    void aWrongLineIsToldWithItsPlace(String line, String problem) {
        assertEquals(List.of("w.cfg:" + problem), Texts.problems(Texts.LISTEN + " " + line + "\n"));
    }

    @Test
    void whatHasNoEffectIsSaid() {
        assertEquals(
                List.of("w.cfg:2:2: warning: 'option nolinger' has no effect in a backend: connections to servers end"
                        + " with a reset anyway"),
                Texts.read("backend b\n option nolinger\n", Map.of()).problems().stream()
                        .map(Problem::toString)
                        .toList());
        assertEquals(
                List.of("w.cfg:9:2: warning: 'option tcp-smart-connect' has no effect in mode tcp, where the server may"
                        + " speak first"),
                Texts.problems(Texts.LISTEN + " mode tcp\n option tcp-smart-connect\n"));
    }

    private static String source(ServerConfig server) {
        var source = server.socket().source();
        return source == null
                ? "none"
                : source.addresses().stream().map(Source.Address::toString).toList() + " " + source.interfaceName();
    }
}
