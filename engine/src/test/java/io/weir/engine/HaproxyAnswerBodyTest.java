package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What rules of a response find of its body, and what comes of waiting for it: the same with HAProxy. */
@Timeout(60)
class HaproxyAnswerBodyTest {
    private static final String SHOWS =
            "http-response set-header x-body" + " %[res.body]|%[res.body_len]|%[res.body_size]|%[res.body,length]\n";
    private static final String WAITS = "http-response wait-for-body time 5s\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    @TempDir
    Path folder;

    /** @param parts what the server sends, with a pause between them; it ends behind the last */
    record Scenario(String name, String frontend, String backend, String request, List<String> parts) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Scenario waits(String name, String... parts) {
        return new Scenario(name, "", WAITS + SHOWS, GET, List.of(parts));
    }

    private static Scenario rules(String name, String rules, String... parts) {
        return new Scenario(name, "", rules + SHOWS, GET, List.of(parts));
    }

    static Stream<Scenario> all() {
        return Stream.of(
                waits("a body with a length", OK + "Content-Length: 9\r\n\r\n", "abc", "defghi"),
                waits("no body", OK + "Content-Length: 0\r\n\r\n"),
                waits("chunks", OK + "Transfer-Encoding: chunked\r\n\r\n", "3\r\nabc\r\n", "2;x=y\r\nde\r\n0\r\n\r\n"),
                waits("trailers", OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "0\r\nA: b\r\n\r\n"),
                waits("a body up to the close", OK + "\r\n", "abc", "def"),
                waits("a body that is cut off", OK + "Content-Length: 9\r\n\r\n", "abc"),
                waits("chunks that are cut off", OK + "Transfer-Encoding: chunked\r\n\r\n", "3\r\nabc\r\n"),
                waits("chunks that are none", OK + "Transfer-Encoding: chunked\r\n\r\n", "3\r\nabc\r\n", "zz\r\n"),
                new Scenario(
                        "more than a buffer",
                        "",
                        WAITS + "http-response set-header x-full yes if { res.body_len gt 12000 }\n",
                        GET,
                        List.of(OK + "Content-Length: 40000\r\n\r\n", "a".repeat(10_000), "b".repeat(30_000))),
                rules(
                        "enough of it",
                        "http-response wait-for-body time 5s at-least 4\n",
                        OK + "Content-Length: 9\r\n\r\nab",
                        "cdef",
                        "ghi"),
                rules(
                        "enough of its chunks",
                        "http-response wait-for-body time 5s at-least 4\n",
                        OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
                        "6\r\ncdef",
                        "gh\r\n0\r\n\r\n"),
                rules(
                        "time over",
                        "http-response wait-for-body time 50ms\n",
                        OK + "Content-Length: 9\r\n\r\nab",
                        "cde"),
                rules(
                        "two waits",
                        "http-response wait-for-body time 5s at-least 2\nhttp-response set-header x-first %[res.body_len]\n"
                                + WAITS,
                        OK + "Content-Length: 6\r\n\r\n",
                        "ab",
                        "cdef"),
                rules("no wait", "", OK + "Content-Length: 6\r\n\r\nabcdef"),
                rules("no wait for chunks", "", OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n4\r\ncd"),
                rules("a silent server", "timeout server 100ms\n" + WAITS, OK + "Content-Length: 6\r\n\r\n", "a"),
                rules(
                        "refused for its body",
                        WAITS + "http-response deny status 403 if { res.body -m sub bad }\n",
                        OK + "Content-Length: 6\r\n\r\n",
                        "so bad"),
                new Scenario(
                        "an old client",
                        "",
                        WAITS + SHOWS,
                        "GET / HTTP/1.0\r\n\r\n",
                        List.of(OK + "Transfer-Encoding: chunked\r\n\r\n", "3\r\nabc\r\n", "2\r\nde\r\n0\r\n\r\n")),
                new Scenario(
                        "an old client that need not wait",
                        "",
                        SHOWS,
                        "GET / HTTP/1.0\r\n\r\n",
                        List.of(OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")),
                new Scenario(
                        "HEAD",
                        "",
                        WAITS + SHOWS,
                        GET.replace("GET", "HEAD"),
                        List.of(OK + "Content-Length: 6\r\n\r\n")),
                new Scenario(
                        "both proxies wait",
                        WAITS + "http-response set-header x-front %[res.body]\n",
                        "http-response wait-for-body time 5s at-least 1\nhttp-response set-header x-back %[res.body]\n",
                        GET,
                        List.of(OK + "Content-Length: 6\r\n\r\n", "a", "bcdef")),
                new Scenario(
                        "rules behind",
                        "http-after-response set-header x-after %[res.body_len]\n",
                        WAITS,
                        GET,
                        List.of(OK + "Content-Length: 6\r\n\r\n", "abcdef")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void clientLogAndCountersSeeWhatTheyDoWithHaproxy(Scenario scenario) throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;
        var theirs = new ArrayList<String>();
        try (var origin = origin(scenario);
                var haproxy = Haproxy.running(program, folder, configuration(scenario, "theirs"), origin)) {
            theirs.add(answer(haproxy.port(), scenario));
            theirs.add(haproxy.logLine());
            theirs.addAll(StatColumns.of(folder.resolve("theirs")));
        }

        var ours = new ArrayList<String>();
        try (var origin = origin(scenario);
                var weir = Weir.running(configuration(scenario, "ours"), origin)) {
            ours.add(answer(weir.port(), scenario));
            ours.add(weir.logLine());
            ours.addAll(StatColumns.of(folder.resolve("ours")));
        }

        assertEquals(String.join("\n", theirs), String.join("\n", ours));
    }

    private static Origin origin(Scenario scenario) throws Exception {
        return Origin.playing((wire, _) -> {
            wire.head();
            for (String part : scenario.parts()) {
                wire.send(part);
                wire.pause(150);
            }
        });
    }

    /** Its fields in small letters and in order; HAProxy makes chunks anew, and lets old clients have them. */
    private static String answer(int port, Scenario scenario) throws Exception {
        try (var wire = Wire.to(port)) {
            String all = wire.send(scenario.request()).all();
            int end = all.indexOf("\r\n\r\n");
            if (end < 0) return all;
            String head = all.substring(0, end).toLowerCase(Locale.ROOT);
            boolean chunked = head.contains("transfer-encoding");
            String fields = head.lines()
                    .filter(line -> !line.startsWith("transfer-encoding"))
                    .sorted()
                    .collect(Collectors.joining("|"));
            String body = chunked ? content(all.substring(end + 4)) : all.substring(end + 4);
            return fields + " " + (body.length() > 1000 ? body.length() + " bytes" : body);
        }
    }

    private static String content(String chunks) {
        var content = new StringBuilder();
        int at = 0;
        for (int end = chunks.indexOf("\r\n", at); end > 0; end = chunks.indexOf("\r\n", at)) {
            String digits = chunks.substring(at, end).replaceFirst(";.*", "");
            if (!digits.matches("[0-9a-f]+")) break;
            int last = Math.min(chunks.length(), end + 2 + Integer.parseInt(digits, 16));
            content.append(chunks, end + 2, last);
            at = Math.min(chunks.length(), last + 2);
        }
        return content.toString();
    }

    private String configuration(Scenario scenario, String socket) {
        return """
                global
                    stats socket %s
                defaults
                    mode http
                    timeout connect 1s
                    timeout client 10s
                    timeout server 10s
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    log "127.0.0.1:${LOG}" format raw local0
                    log-format "%%ST %%B %%tsc"
                    default_backend be
                %s
                backend be
                %s
                    server s1 "127.0.0.1:${S1}"
                """.formatted(folder.resolve(socket), scenario.frontend(), scenario.backend());
    }
}
