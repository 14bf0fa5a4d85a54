package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a request and its response by each action: the server and the client see the same with HAProxy. */
@Timeout(60)
class HaproxyActionTest {
    @TempDir
    Path folder;

    @Test
    void serverAndClientSeeTheSame() throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;
        List<String> expected;
        try (var origin = origin();
                var haproxy = Haproxy.running(program, folder, configuration(), origin)) {
            expected = seen(haproxy.port());
        }

        List<String> actual;
        try (var origin = origin();
                var weir = Weir.running(configuration(), origin)) {
            actual = seen(weir.port());
        }

        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    private String configuration() throws IOException {
        var ofBackend = new StringBuilder();
        var rules = new StringBuilder("""
                    timeout tarpit 1ms
                    stick-table type string len 32 size 100 store gpc0,gpc1,gpt0,http_req_cnt
                    declare capture request len 20
                    declare capture response len 20
                    http-request set-var(txn.n) req.hdr(x-n)
                """);
        for (int i = 0; i < ActionLines.LINES.size(); i++)
            for (String rule : ActionLines.LINES.get(i).split(" \\| ")) {
                String sample = rule.startsWith("tcp-request") ? "req.hdr(x-n)" : "var(txn.n)";
                String join = rule.contains(" if ") ? " " : " if ";
                (isForServers(rule) ? ofBackend : rules)
                        .append("    " + rule + join + "{ " + sample + " -m str " + i + " }\n");
            }
        String tables = "\nbackend tab\n    stick-table type string len 32 size 100 store gpc(3),gpt(3)\n";
        String whole = Weir.configuration(rules.toString(), ofBackend + "    server s1 \"127.0.0.1:${S1}\"\n") + tables;
        return "global\n    expose-experimental-directives\n"
                + whole.replace("${MAP}", file("map", "known value\n")).replace("${ACL}", file("acl", "known\n"));
    }

    /** Only proxies with servers may have it. */
    private static boolean isForServers(String rule) {
        return rule.startsWith("tcp-response") || rule.startsWith("http-request set-timeout");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    /** For each line what the client got, and within it what the server saw. */
    private static List<String> seen(int port) throws Exception {
        var seen = new ArrayList<String>();
        for (int i = 0; i < ActionLines.LINES.size(); i++) {
            try (var wire = Wire.to(port)) {
                wire.send("GET /a/./b.html?y=2&x=1 HTTP/1.1\r\nHost: h\r\nX-N: " + i
                        + "\r\nX-L: ab, cb\r\nX-L: q\r\nX-M: 1\r\nX-Ip: 10.1.2.3\r\nCookie: b=1; c=2\r\n\r\n");
                if (ActionLines.LINES.get(i).contains("silent-drop")) {
                    seen.add(ActionLines.LINES.get(i) + " " + wire.quietFor(100));
                    continue;
                }
                String answer = wire.message();
                if (answer.startsWith("HTTP/1.1 1")) answer = plain(answer) + " then " + plain(wire.message());
                else answer = plain(answer);
                seen.add(ActionLines.LINES.get(i) + "\n    " + answer);
            }
        }
        return seen;
    }

    /** The names of fields in small letters, and the fields in the order of their names. */
    private static String plain(String message) {
        int end = message.indexOf("\r\n\r\n");
        if (end < 0) return message;
        String fields = message.substring(0, end)
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                        + line.substring(line.indexOf(':')))
                .sorted()
                .collect(Collectors.joining("|"));
        return message.lines().findFirst().orElse("") + "|" + fields + " " + message.substring(end + 4);
    }

    private static Origin origin() throws Exception {
        return Origin.playing((wire, _) -> {
            for (String head = wire.message(); !head.isEmpty(); head = wire.message()) {
                String body = "saw " + plain(head);
                wire.send("HTTP/1.1 200 OK\r\nServer: origin\r\nSet-Cookie: a=1\r\nX-L: ab, cb\r\nX-L: q\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            }
        });
    }
}
