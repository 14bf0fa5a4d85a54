package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weir.rules.config.Balance;
import io.weir.rules.config.ConnectionMode;
import io.weir.rules.config.Endpoint;
import io.weir.rules.config.ForwardFor;
import io.weir.rules.config.GlobalConfig;
import io.weir.rules.config.HttpReuse;
import io.weir.rules.config.LogHeader;
import io.weir.rules.config.LogTarget;
import io.weir.rules.config.Mode;
import io.weir.rules.config.Network;
import io.weir.rules.config.Poller;
import io.weir.rules.config.ProcessOptions;
import io.weir.rules.config.RuleErrorPolicy;
import io.weir.rules.config.StatsSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodLinesTest {
    @Test
    void anEmptyConfigurationHasTheDocumentedDefaults() {
        var global = Texts.accepted("").global();

        assertEquals(0, global.maxConnections());
        assertEquals(0, global.threads());
        assertEquals(16384, global.bufferBytes());
        assertEquals(1024, global.maxRewriteBytes());
        assertEquals(Duration.ofSeconds(10), global.statsTimeout());
        assertEquals(Duration.ofMillis(100), global.scriptLimits().burst());
        assertEquals(Duration.ofSeconds(1), global.scriptLimits().session());
        assertEquals(new LogHeader("weir", ""), global.logHeader());
        assertEquals(new ProcessOptions(false, false, false, false, Poller.AUTO), global.process());
        assertNull(global.stopping().hardStopAfter());
        assertNull(global.pidFile());
    }

    @Test
    void severalGlobalSectionsAreOne() {
        var text = """
                global
                    maxconn 100
                    nbthread 4
                global
                    maxconn 200
                    daemon
                    master-worker
                    quiet
                    zero-warning
                    pidfile /run/weir.pid
                    hard-stop-after 30s
                    node lb-1
                    description the first   one
                    tune.bufsize 32k
                    tune.maxrewrite 2048
                    tune.http.maxhdr 32767
                    tune.js.burst-timeout 50
                    tune.js.session-timeout 2s
                    js-path /etc/weir/rules
                    log-tag lb
                    log-send-hostname here
                    stats timeout 1m
                """;

        GlobalConfig global = Texts.accepted(text).global();

        assertEquals(200, global.maxConnections());
        assertEquals(32767, global.maxHeaders());
        assertEquals(4, global.threads());
        assertEquals(32768, global.bufferBytes());
        assertEquals(2048, global.maxRewriteBytes());
        assertEquals(new ProcessOptions(true, true, true, true, Poller.AUTO), global.process());
        assertEquals(Path.of("/run/weir.pid"), global.pidFile());
        assertEquals(Duration.ofSeconds(30), global.stopping().hardStopAfter());
        assertEquals("lb-1", global.node());
        assertEquals("the first one", global.description());
        assertEquals(Duration.ofMillis(50), global.scriptLimits().burst());
        assertEquals(Duration.ofSeconds(2), global.scriptLimits().session());
        assertEquals(Path.of("/etc/weir/rules"), global.rulesRoot());
        assertEquals(new LogHeader("lb", "here"), global.logHeader());
        assertEquals(Duration.ofMinutes(1), global.statsTimeout());
    }

    @Test
    void theReserveForRewritingIsAtMostHalfABuffer() {
        var global = Texts.accepted("global\n tune.bufsize 10001\n tune.maxrewrite 9999\n")
                .global();

        assertEquals(10016, global.bufferBytes());
        assertEquals(5008, global.maxRewriteBytes());
    }

    @Test
    void statsSocketsListenOnPathsAddressesAndInheritedDescriptors() {
        var sockets = Texts.accepted("""
                global
                    stats socket /run/w.sock mode 660 level admin
                    stats socket unix@w.sock level user
                    stats socket ipv4@127.0.0.1:9999
                    stats socket "fd@${FD-7}"
                """).global().statsSockets();

        assertEquals(
                List.of(
                        new Endpoint.Unix("/run/w.sock"),
                        new Endpoint.Unix("w.sock"),
                        new Endpoint.Inet("127.0.0.1", 9999),
                        new Endpoint.Descriptor(7)),
                sockets.stream().map(StatsSocket::endpoint).toList());
        assertEquals(
                List.of(0660, -1, -1, -1),
                sockets.stream().map(StatsSocket::mode).toList());
        assertEquals(
                List.of(
                        StatsSocket.Level.ADMIN,
                        StatsSocket.Level.USER,
                        StatsSocket.Level.OPERATOR,
                        StatsSocket.Level.OPERATOR),
                sockets.stream().map(StatsSocket::level).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "stdout local0 ~ Stdout[] 16 7 0 LOCAL 1024",
                "stderr format raw daemon notice err ~ Stderr[] 3 5 3 RAW 1024",
                "127.0.0.1 local7 ~ Udp[host=127.0.0.1, port=514] 23 7 0 LOCAL 1024",
                "loghost:1514 len 2000 format rfc5424 kern info ~ Udp[host=loghost, port=1514] 0 6 0 RFC5424 2000",
                "[::1]:515 user ~ Udp[host=::1, port=515] 1 7 0 LOCAL 1024",
                "::1:515 user ~ Udp[host=::1, port=515] 1 7 0 LOCAL 1024",
                "/dev/log cron2 ~ Unix[path=/dev/log] 15 7 0 LOCAL 1024",
                "fd@3 user ~ Descriptor[fd=3] 1 7 0 LOCAL 1024",
            })
    void logTargets(String line, String expected) {
        var target =
                Texts.accepted("global\n log " + line + "\n").global().log().getFirst();

        assertEquals(
                expected,
                target.sink() + " " + target.facility() + " " + target.maxLevel() + " " + target.minLevel() + " "
                        + target.format() + " " + target.length());
    }

    @Test
    void sendingTheHostNameChangesTheDefaultFormat() {
        var log = Texts.accepted("global\n log stdout user\n log stdout format raw user\n log-send-hostname x\n")
                .global()
                .log();

        assertEquals(
                List.of(LogTarget.Format.RFC3164, LogTarget.Format.RAW),
                log.stream().map(LogTarget::format).toList());
    }

    @ParameterizedTest(name = "bind {0}")
    @CsvSource(
            delimiter = '~',
            value = {
                ":8080 ~ [Inet[host=, port=8080]]",
                "*:8080 ~ [Inet[host=, port=8080]]",
                "0.0.0.0:8080 ~ [Inet[host=0.0.0.0, port=8080]]",
                "127.0.0.1:8080 ~ [Inet[host=127.0.0.1, port=8080]]",
                "[::]:8080 ~ [Inet[host=::, port=8080]]",
                ":::8080 ~ [Inet[host=::, port=8080]]",
                "[::1]:8080 ~ [Inet[host=::1, port=8080]]",
                "ipv4@:8080 ~ [Inet[host=, port=8080]]",
                "ipv6@:8080 ~ [Inet[host=::, port=8080]]",
                "localhost:8080 ~ [Inet[host=localhost, port=8080]]",
                ":8000-8002 ~ [Inet[host=, port=8000], Inet[host=, port=8001], Inet[host=, port=8002]]",
                ":81,127.0.0.1:82,/run/x ~ [Inet[host=, port=81], Inet[host=127.0.0.1, port=82], Unix[path=/run/x]]",
                "unix@x.sock ~ [Unix[path=x.sock]]",
                "fd@9 ~ [Descriptor[fd=9]]",
            })
    void bindAddresses(String address, String expected) {
        var binds = Texts.frontend(" bind " + address).binds();

        assertEquals(
                expected,
                binds.subList(1, binds.size()).stream()
                        .map(bind -> bind.endpoint())
                        .toList()
                        .toString());
    }

    @Test
    void bindTakesParameters() {
        var bind = Texts.frontend(" maxconn 50\n bind /run/x name x maxconn 5 backlog 6 mode 600")
                .binds()
                .getLast();

        assertEquals("x", bind.name());
        assertEquals(5, bind.maxConnections());
        assertEquals(6, bind.backlog());
        assertEquals(0600, bind.unixMode());
        assertEquals("w.cfg:9:2", bind.place().toString());
    }

    @Test
    void theBacklogIsTheProxysAndElseItsMaxconn() {
        assertEquals(0, Texts.frontend("").binds().getFirst().backlog());
        assertEquals(50, Texts.frontend(" maxconn 50").binds().getFirst().backlog());
        assertEquals(
                7, Texts.frontend(" maxconn 50\n backlog 7").binds().getFirst().backlog());
    }

    @ParameterizedTest(name = "server s {0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "10.0.0.1:80 ~ Inet[host=10.0.0.1, port=80]",
                "10.0.0.1 ~ Mapped[host=10.0.0.1, portOffset=0]",
                "10.0.0.1:0 ~ Mapped[host=10.0.0.1, portOffset=0]",
                "10.0.0.1:+10 ~ Mapped[host=10.0.0.1, portOffset=10]",
                "10.0.0.1:-10 ~ Mapped[host=10.0.0.1, portOffset=-10]",
                "*:80 ~ Inet[host=, port=80]",
                "0.0.0.0:80 ~ Inet[host=, port=80]",
                "[::]:80 ~ Inet[host=, port=80]",
                "* ~ Mapped[host=, portOffset=0]",
                "*:+1 ~ Mapped[host=, portOffset=1]",
                "[::1]:80 ~ Inet[host=::1, port=80]",
                "::1:80 ~ Inet[host=::1, port=80]",
                "[::1] ~ Mapped[host=::1, portOffset=0]",
                "app.internal:8080 ~ Inet[host=app.internal, port=8080]",
                "ipv4@app:8080 ~ Inet[host=app, port=8080]",
                "unix@/run/app ~ Unix[path=/run/app]",
                "/run/app ~ Unix[path=/run/app]",
            })
    void serverAddresses(String address, String expected) {
        var server = Texts.backend(" server s " + address).servers().getFirst();

        assertEquals(expected, server.endpoint().toString());
    }

    @Test
    void aProxyHasTheDocumentedDefaults() {
        var text = "listen l\n bind :80\n timeout client 1\n timeout connect 1\n timeout server 1\n";
        var frontend = Texts.accepted(text).frontends().getFirst();
        var backend = Texts.accepted(text).backends().getFirst();

        assertEquals(Mode.TCP, frontend.mode());
        assertEquals(0, frontend.maxConnections());
        assertEquals("l", frontend.defaultBackend());
        assertEquals(ConnectionMode.KEEP_ALIVE, frontend.http().connectionMode());
        assertEquals(RuleErrorPolicy.DEFAULT, frontend.rules().onRuleError());
        assertEquals(Balance.Simple.ROUNDROBIN, backend.balance().algorithm());
        assertEquals(HttpReuse.SAFE, backend.reuse());
        assertEquals(3, backend.retries());
        assertEquals(0, backend.redispatch());
    }

    @Test
    void aProxyTakesItsKeywords() {
        var lines = """
                 mode http
                 maxconn 12
                 description the one
                 option http-server-close
                 option keepalive-when-full
                 option accept-invalid-http-request
                 option accept-invalid-http-response
                 option dontlognull
                 balance static-rr
                 http-reuse never
                 retries 1
                 option redispatch 2
                 on-rule-error deny
                """;

        var frontend = Texts.frontend(lines);
        var backend = Texts.backend(lines);

        assertEquals(12, frontend.maxConnections());
        assertEquals("the one", frontend.description());
        assertEquals(ConnectionMode.SERVER_CLOSE, frontend.http().connectionMode());
        assertEquals(true, frontend.http().keepAliveWhenFull());
        assertEquals(true, frontend.http().acceptInvalidRequest());
        assertEquals(true, backend.http().acceptInvalidResponse());
        assertEquals(true, frontend.log().dontLogNull());
        assertEquals(RuleErrorPolicy.DENY, frontend.rules().onRuleError());
        assertEquals(Balance.Simple.STATIC_RR, backend.balance().algorithm());
        assertEquals(HttpReuse.NEVER, backend.reuse());
        assertEquals(1, backend.retries());
        assertEquals(2, backend.redispatch());
    }

    @ParameterizedTest(name = "timeout queue {0}")
    @CsvSource({
        "5, 5",
        "0005, 5",
        "5ms, 5",
        "5s, 5000",
        "2m, 120000",
        "1h, 3600000",
        "24d, 2073600000",
        "1500us, 2",
        "1us, 1",
        "2147483647, 2147483647"
    })
    void timesAreRoundedUpToMilliseconds(String value, long millis) {
        assertEquals(
                Duration.ofMillis(millis),
                Texts.backend(" timeout queue " + value).timeouts().queue());
    }

    @Test
    void timeoutsFallBackToOneAnother() {
        var timeouts = Texts.backend("").timeouts();

        assertEquals(Duration.ofSeconds(1), timeouts.queue());
        assertEquals(Duration.ofSeconds(1), timeouts.tarpit());
        assertEquals(Duration.ofSeconds(1), timeouts.httpKeepAlive());
        assertNull(timeouts.httpRequest());
        assertNull(timeouts.tunnel());

        assertEquals(
                Duration.ofSeconds(7),
                Texts.backend(" timeout http-request 7s").timeouts().httpKeepAlive());
        assertNull(Texts.backend(" timeout connect 0").timeouts().queue());
    }

    @Test
    void forwardForTakesANetworkAHeaderAndIfNone() {
        assertEquals(
                new ForwardFor(null, "X-Forwarded-For", false),
                Texts.frontend(" option forwardfor").http().forwardFor());
        assertEquals(
                new ForwardFor(new Network(InetAddress.ofLiteral("10.0.0.0"), 8), "X-Client", true),
                Texts.frontend(" option forwardfor except 10.0.0.0/8 header X-Client if-none")
                        .http()
                        .forwardFor());
        assertEquals(
                new Network(InetAddress.ofLiteral("10.0.0.0"), 16),
                except(" option forwardfor except 10.0.0.0/255.255.0.0"));
        assertEquals(new Network(InetAddress.ofLiteral("::1"), 128), except(" option forwardfor except ::1"));
    }

    private static Network except(String line) {
        var forwardFor = Objects.requireNonNull(Texts.frontend(line).http().forwardFor());
        return Objects.requireNonNull(forwardFor.except());
    }

    @Test
    void anOptionCanBeTakenBack() {
        assertEquals(
                ConnectionMode.KEEP_ALIVE,
                Texts.frontend(" option httpclose\n no option httpclose").http().connectionMode());
        assertEquals(
                ConnectionMode.CLOSE,
                Texts.frontend(" option httpclose\n no option http-server-close")
                        .http()
                        .connectionMode());
        assertEquals(
                false,
                Texts.frontend(" option dontlognull\n no option dontlognull")
                        .log()
                        .dontLogNull());
        assertEquals(-1, Texts.backend(" option redispatch").redispatch());
        assertEquals(
                0, Texts.backend(" option redispatch\n no option redispatch").redispatch());
        assertEquals(
                0,
                Texts.backend(" option redispatch\n default option redispatch").redispatch());
    }

    @Test
    void abortoncloseBelongsToTheServerSideAndIsInherited() {
        assertEquals(true, Texts.backend(" option abortonclose").abortOnClose());
        assertEquals(
                false,
                Texts.backend(" option abortonclose\n no option abortonclose").abortOnClose());
        assertEquals(false, Texts.backend("").abortOnClose());
    }

    @Test
    void anOptionOfHaproxyThatWeirLacksMayBeSwitchedOff() {
        assertEquals(
                List.of(), Texts.problems(Texts.LISTEN + " no option checkcache\n default option log-health-checks\n"));
        assertEquals(
                List.of("w.cfg:8:2: error: HAProxy's keyword 'option checkcache' is not supported by Weir yet"),
                Texts.problems(Texts.LISTEN + " option checkcache\n"));
    }
}
