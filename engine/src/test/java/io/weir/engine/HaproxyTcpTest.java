package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In mode tcp HAProxy and Weir pass the same bytes, and their logs and counters say the same of it. */
@Timeout(60)
class HaproxyTcpTest {
    private static final String FORMAT = "\"%f %b/%s %ts %B %U r=%rc q=%sq/%bq %fc/%bc/%sc"
            + " h=%Th w=%Tw c=%Tc t=%Tt d=%Td %hr %[capture.req.hdr(0)] %[capture.req.hdr(1)]\"";

    @TempDir
    Path folder;

    /** @param client gives back what it saw */
    record Scenario(String name, String frontend, String backend, Origin.Script server, Client client) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What the client does, up to the end of its connection. */
    interface Client {
        String play(Wire client) throws Exception;
    }

    private static final Origin.Script ANSWERS = (wire, _) -> {
        wire.bytes(5);
        wire.send("world").finish();
        wire.rest();
    };
    private static final Client ASKS = client -> {
        String all = client.send("hello").all();
        client.finish();
        return all;
    };

    static Stream<Scenario> all() {
        return Stream.concat(ends(), rules());
    }

    private static Stream<Scenario> ends() {
        return Stream.of(
                new Scenario("the server ends first", "", "", ANSWERS, ASKS),
                new Scenario(
                        "the client ends first",
                        "",
                        "",
                        (wire, _) -> {
                            wire.rest();
                            wire.send("bye");
                        },
                        client -> client.send("hello").finish().all()),
                new Scenario("a banner", "", "", (wire, _) -> wire.send("220 hi"), client -> {
                    String all = client.all();
                    client.finish();
                    return all;
                }),
                new Scenario(
                        "nobody listens",
                        "",
                        "retries 0\nserver s1 127.0.0.1:${PORT2}",
                        ANSWERS,
                        client -> client.all()),
                new Scenario(
                        "nobody listens, after a retry",
                        "",
                        "retries 1\nserver s1 127.0.0.1:${PORT2}",
                        ANSWERS,
                        client -> client.send("hello").all()),
                new Scenario("no server", "", "server s1 127.0.0.1:${S1} disabled", ANSWERS, client -> client.all()),
                new Scenario(
                        "the server resets while data passes",
                        "",
                        "",
                        (wire, _) -> {
                            wire.bytes(5);
                            wire.reset();
                        },
                        client -> client.send("hello").all()),
                new Scenario(
                        "the client resets while data passes",
                        "",
                        "",
                        (wire, _) -> {
                            wire.bytes(5);
                            wire.send("world").rest();
                        },
                        client -> {
                            String seen = client.send("hello").bytes(5);
                            client.reset();
                            return seen;
                        }),
                new Scenario(
                        "the server is silent",
                        "timeout client 5s",
                        "timeout server 300",
                        (wire, _) -> wire.rest(),
                        client -> client.send("hello").all()),
                new Scenario(
                        "the client is silent",
                        "timeout client 300",
                        "timeout server 5s",
                        (wire, _) -> wire.rest(),
                        client -> client.send("hello").all()),
                new Scenario(
                        "both are silent in a tunnel with its own timeout",
                        "",
                        "timeout tunnel 300",
                        (wire, _) -> wire.rest(),
                        client -> client.send("hello").all()),
                new Scenario(
                        "the server is silent after the client's end",
                        "",
                        "timeout server-fin 300",
                        (wire, _) -> wire.pause(800),
                        client -> client.send("hello").finish().all()),
                new Scenario(
                        "the client is silent after the server's end",
                        "timeout client-fin 300",
                        "",
                        (wire, _) -> {
                            wire.bytes(5);
                            wire.finish().rest();
                        },
                        client -> client.send("hello").all()));
    }

    private static Stream<Scenario> rules() {
        String waits = "tcp-request inspect-delay 300\n";
        return Stream.of(
                new Scenario("a rejected connection", "tcp-request content reject", "", ANSWERS, Wire::all),
                new Scenario(
                        "a rejected connection of a backend", "", "tcp-request content reject", ANSWERS, Wire::all),
                new Scenario(
                        "nothing comes within the delay",
                        waits + "tcp-request content reject if { req.len gt 0 }",
                        "",
                        ANSWERS,
                        client -> {
                            client.pause(600);
                            return ASKS.play(client);
                        }),
                new Scenario(
                        "a client that ends within the delay",
                        waits + "tcp-request content reject if { req.len gt 9 }",
                        "",
                        (wire, _) -> wire.send(wire.rest()),
                        client -> client.send("hello").finish().all()),
                new Scenario(
                        "a client that ends at once without a byte",
                        waits + "tcp-request content reject if { req.len gt 9 }",
                        "",
                        (wire, _) -> wire.send(wire.rest()),
                        client -> client.finish().all()),
                new Scenario(
                        "a client that is gone within the delay",
                        "tcp-request inspect-delay 5s\ntcp-request content reject if { req.len gt 9 }",
                        "",
                        ANSWERS,
                        client -> {
                            client.reset();
                            return "";
                        }),
                new Scenario(
                        "a silent client within the delay",
                        "timeout client 300\ntcp-request inspect-delay 5s\n"
                                + "tcp-request content reject if { req.len gt 9 }",
                        "",
                        ANSWERS,
                        client -> client.all()),
                new Scenario(
                        "a rejected answer",
                        "",
                        "tcp-response inspect-delay 300\ntcp-response content reject if { res.len gt 3 }",
                        ANSWERS,
                        ASKS),
                new Scenario(
                        "an answer that passes",
                        "",
                        "tcp-response inspect-delay 300\ntcp-response content reject if { res.len gt 9 }",
                        ANSWERS,
                        ASKS),
                new Scenario(
                        "an answer rejected before it comes",
                        "",
                        "tcp-response content reject",
                        (wire, _) -> wire.rest(),
                        Wire::all),
                new Scenario(
                        "an answer that would be rejected if it were there",
                        "",
                        "tcp-response content reject if { res.len gt 3 }",
                        ANSWERS,
                        ASKS),
                new Scenario("a server closed before it answers", "", "tcp-response content close", ANSWERS, ASKS),
                new Scenario(
                        "a server closed for what it answers",
                        "",
                        "tcp-response inspect-delay 300\ntcp-response content close if { res.len gt 3 }",
                        ANSWERS,
                        ASKS),
                new Scenario(
                        "an answer of HTTP, which rules do not look for",
                        "",
                        "tcp-response inspect-delay 300\ntcp-response content reject if { status 200 }"
                                + " or { res.ver 1.1 } or { res.hdr_cnt(a) ge 0 } or { res.hdr(a) b }",
                        (wire, _) -> {
                            wire.bytes(5);
                            wire.send("HTTP/1.1 200 OK\r\nA: b\r\n\r\n").finish();
                            wire.rest();
                        },
                        ASKS),
                new Scenario(
                        "captured bytes",
                        waits + "tcp-request content capture req.payload(0,5) len 4\n"
                                + "tcp-request content capture req.payload(1,2),hex len 9",
                        "",
                        ANSWERS,
                        ASKS),
                new Scenario("marked packets", """
                        tcp-request connection set-tos 0x10
                        tcp-request session set-mark 0x10
                        tcp-request content set-tos 0x20
                        tcp-request content set-mark 0x20
                        tcp-request content set-nice 5
                        """, """
                        tcp-response content set-tos 0x30
                        tcp-response content set-mark 0x30
                        tcp-response content set-nice 5
                        """, ANSWERS, ASKS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void bytesLogAndCountersAreThoseOfHaproxy(Scenario scenario) throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;

        var theirs = ofHaproxy(program, scenario);
        var ours = ofWeir(scenario);

        assertEquals(String.join("\n", theirs), String.join("\n", ours));
    }

    private List<String> ofHaproxy(Path program, Scenario scenario) throws Exception {
        try (var origin = Origin.playing(scenario.server());
                var haproxy = Haproxy.running(program, folder, configuration(scenario, "theirs"), origin);
                var client = Wire.to(haproxy.port())) {
            var account = new ArrayList<String>();
            account.add(scenario.client().play(client));
            account.add(masked(haproxy.logLine()));
            account.addAll(StatColumns.of(folder.resolve("theirs")));
            return account;
        }
    }

    private List<String> ofWeir(Scenario scenario) throws Exception {
        try (var origin = Origin.playing(scenario.server());
                var weir = Weir.running(configuration(scenario, "ours"), origin);
                var client = weir.connect()) {
            var account = new ArrayList<String>();
            account.add(scenario.client().play(client));
            account.add(masked(weir.logLine()));
            account.addAll(StatColumns.of(folder.resolve("ours")));
            return account;
        }
    }

    private String configuration(Scenario scenario, String socket) {
        String servers = scenario.backend().contains("server s1") ? "" : "\nserver s1 127.0.0.1:${S1}";
        return """
                global
                    stats socket %s
                %s
                frontend fe
                    mode tcp
                    bind "127.0.0.1:${PORT}"
                    log "127.0.0.1:${LOG}" format raw local0
                    log-format %s
                    default_backend be
                %s
                backend be
                    mode tcp
                %s%s
                """.formatted(
                        folder.resolve(socket), Weir.DEFAULTS, FORMAT, scenario.frontend(), scenario.backend(), servers)
                .replace("127.0.0.1:${PORT2}", "\"127.0.0.1:${PORT2}\"")
                .replace(" 127.0.0.1:${S1}", " \"127.0.0.1:${S1}\"");
    }

    /** Which times there are, and not how long. */
    private static String masked(String line) {
        return line.replaceAll("\\b([hwctd])=[0-9]+", "$1=n");
    }
}
