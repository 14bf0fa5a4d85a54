package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.config.Bind;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final String DEFAULTS = """
            defaults
                mode http
                timeout connect 1s
                timeout client 1s
                timeout server 1s
            """;

    @Test
    void proxiesGetTheNextFreeNumberFromTheirPlaceOn() {
        var configuration = read("""
                frontend a
                    bind :8001
                backend b
                    id 3
                backend c
                listen d
                    disabled
                    bind :8002
                backend e
                """);

        assertEquals(List.of("a=1", "b=3", "c=4", "d=5", "e=6"), proxies(configuration));
    }

    @Test
    void aStatsSocketCountsAsTheFirstProxy() {
        var configuration = read("""
                backend b
                global
                    stats socket /tmp/x
                """);

        assertEquals(List.of("b=2"), proxies(configuration));
    }

    @Test
    void serversGetTheNextFreeNumberOfTheirBackend() {
        var configuration = read("""
                backend b
                    server s1 127.0.0.1:1
                    server s2 127.0.0.1:2 id 7
                    server s3 127.0.0.1:3
                    server s4 127.0.0.1:4 id 4
                    server s5 127.0.0.1:5
                """);

        var servers = configuration.backends().getFirst().servers();
        assertEquals(
                List.of(1, 7, 3, 4, 5), servers.stream().map(ServerConfig::id).toList());
    }

    @Test
    void eachSocketOfABindLineGetsANumber() {
        var configuration = read("""
                frontend a
                    bind :8001 id 2
                    bind :8002-8003
                    bind :8004
                """);

        var binds = configuration.frontends().getFirst().binds();
        assertEquals(List.of(2, 3, 4, 5), binds.stream().map(Bind::id).toList());
    }

    @Test
    void aNumberThatIsSaidTwiceIsAnErrorThatNamesBothPlaces() {
        assertEquals(
                List.of("x.cfg:9:2: error: backend 'c' has the id 3, which backend 'b' at x.cfg:7 has already"
                        + " (expected another id)"),
                problems("backend b\n id 3\nbackend c\n id 3\n"));
        assertEquals(
                List.of("x.cfg:8:2: error: server 't' has the id 3, which server 's' at x.cfg:7 has already"
                        + " (expected another id)"),
                problems("backend b\n server s 127.0.0.1:1 id 3\n server t 127.0.0.1:2 id 3\n"));
        assertEquals(
                List.of("x.cfg:8:2: error: a 'bind' line has the id 3, which a 'bind' line at x.cfg:7 has already"
                        + " (expected another id)"),
                problems("frontend f\n bind :8001 id 3\n bind :8002 id 3\n"));
    }

    @Test
    void whatIsNoNumberOfOneThingIsRefused() {
        assertEquals(
                List.of("x.cfg:7:5: error: 'id': '0' is not valid (expected a number of 1 to 2147483647)"),
                problems("backend b\n id 0\n"));
        assertEquals(
                List.of("x.cfg:7:18: error: 'bind': 'id' is that of one socket, and this line opens 2"
                        + " (expected one address with one port)"),
                problems("frontend f\n bind :8001-8002 id 3\n"));
        assertEquals(
                List.of("x.cfg:7:17: error: 'default-server': 'id' belongs to one server"
                        + " (expected 'id' in its 'server' line)"),
                problems("backend b\n default-server id 3\n"));
    }

    private static List<String> proxies(Configuration configuration) {
        var proxies = new ArrayList<String>();
        for (var each : configuration.frontends()) proxies.add(each.name() + "=" + each.id());
        for (var each : configuration.backends()) proxies.add(each.name() + "=" + each.id());
        return proxies;
    }

    private static Configuration read(String text) {
        var reading = ConfigReader.readTexts(List.of(SourceText.of("x.cfg", DEFAULTS + text)), Map.of());
        var configuration = reading.configuration();
        assertNotNull(configuration, () -> reading.problems().toString());
        return configuration;
    }

    private static List<String> problems(String text) {
        return ConfigReader.readTexts(List.of(SourceText.of("x.cfg", DEFAULTS + text)), Map.of()).problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Problem::toString)
                .toList();
    }
}
