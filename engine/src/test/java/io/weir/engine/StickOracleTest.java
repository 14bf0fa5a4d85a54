package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same requests to the real HAProxy and to Weir reach the same servers, and leave the same in stick tables. */
@Timeout(60)
class StickOracleTest {
    /** With ports of the admin socket and of the TCP frontend, and lines of {@code many}, to be put in. */
    private static final String CONFIG = """
            global
                nbthread 1
                stats socket "ipv4@127.0.0.1:ADMIN" level admin
            defaults
                mode http
                timeout connect 5s
                timeout client 5s
                timeout server 5s
                retries 1
            frontend fe
                bind "127.0.0.1:${PORT}"
                use_backend %[path,field(2,/)]
            backend users
                stick-table type string len 4 size 100 expire 1m store http_req_cnt
            backend on
                stick-table type string size 100 expire 1m
                stick on url_param(u)
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S2}"
                server s3 "127.0.0.1:${S3}"
            backend order
                stick match url_param(u) table on
                server s3 "127.0.0.1:${S3}"
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S2}"
            backend renamed
                stick match url_param(u) table on
                server one "127.0.0.1:${S1}"
                server two "127.0.0.1:${S2}"
                server three "127.0.0.1:${S3}" id 33
            backend cookie
                cookie SRV insert
                stick on url_param(u) table users
                server s1 "127.0.0.1:${S1}" cookie a
                server s2 "127.0.0.1:${S2}" cookie b
            backend fallback
                stick on req.hdr(x-user) table users if { req.hdr(x-user) -m found }
                stick on url_param(u),upper table users
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S2}" non-stick
                server s3 "127.0.0.1:${S3}"
            backend ruled
                use-server s2 if { url_param(use) -m found }
                stick store-request url_param(u) table users
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S2}"
            backend response
                stick-table type string len 8 size 100
                stick match req.cook(SID)
                stick store-response res.cook(SID) unless { res.hdr(x-sid) x }
                stick store-response res.hdr(x-sid)
                http-response del-header x-sid
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S2}"
            backend gone
                option redispatch
                stick on url_param(u) table on
                server s1 127.0.0.1:1
                server s2 "127.0.0.1:${S2}"
            backend stays
                stick match url_param(u) table on
                server s1 127.0.0.1:1
                server s2 "127.0.0.1:${S2}"
                server s3 "127.0.0.1:${S3}"
            backend persist
                option persist
                option redispatch
                stick match url_param(u) table on
                server s1 "127.0.0.1:${S1}" disabled
                server s2 "127.0.0.1:${S2}"
            backend forced
                force-persist if { url_param(force) -m found }
                ignore-persist if { url_param(ignore) -m found }
                stick match url_param(u) table on
                server s1 "127.0.0.1:${S1}" disabled
                server s2 "127.0.0.1:${S2}"
                server s3 "127.0.0.1:${S3}"
            backend full
                stick-table type string size 2 nopurge
                stick on url_param(u)
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S2}"
            backend addr
                stick-table type integer size 100 srvkey addr store gpc0
                stick on url_param(u)
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S2}"
            backend moved
                stick match url_param(u) table addr
                server s1 "127.0.0.1:${S3}"
                server s9 "127.0.0.1:${S1}"
                server s8 "127.0.0.1:${S2}"
            backend many
            LINES    stick store-request path table on
                server s1 "127.0.0.1:${S1}"
            frontend stream
                mode tcp
                bind "127.0.0.1:STREAM"
                tcp-request inspect-delay 2s
                tcp-request content accept if { req.len ge 20 }
                default_backend tcp
            backend tcp
                mode tcp
                stick-table type string len 1 size 100
                tcp-response inspect-delay 2s
                tcp-response content accept if { res.len ge 25 }
                stick match req.payload(11,1)
                stick store-response res.payload(24,1)
                stick store-response src table on
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S2}"
            backend payload
                mode tcp
                stick on req.payload(5,1) table tcp
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S2}"
            """;

    private static final List<String> STEPS = List.of(
            "on?u=a",
            "on?u=b",
            "on?u=c",
            "on?u=a",
            "on?u=b",
            "on?u=a",
            "on?u=c",
            "on?v=1",
            "show table on",
            "order?u=a",
            "order?u=b",
            "order?u=c",
            "order?u=z",
            "show table on",
            "renamed?u=a",
            "renamed?u=b",
            "renamed?u=c",
            "renamed?u=c",
            "renamed?u=z",
            "cookie?u=a",
            "cookie?u=a",
            "cookie?u=a Cookie: SRV=b",
            "cookie?u=a Cookie: SRV=x",
            "cookie?u=q",
            "show table users",
            "fallback?u=a X-User: tom",
            "fallback?u=a X-User: tom",
            "fallback?u=a",
            "fallback?u=b X-User: tim",
            "fallback?u=b X-User: tim",
            "fallback?u=b",
            "fallback?u=longer",
            "show table users",
            "ruled?u=r&use=1",
            "ruled?u=r",
            "ruled?u=r",
            "show table users",
            "response?u=p",
            "response?u=p",
            "response?u=p Cookie: SID=p",
            "response?u=n Cookie: SID=p",
            "response?u=x",
            "response?u=x Cookie: SID=x",
            "response?u=x Cookie: SID=x",
            "show table response",
            "gone?u=a",
            "gone?u=a",
            "show table on",
            "stays?u=a",
            "stays?u=d",
            "on?u=d",
            "on?u=e",
            "show table on",
            "set table on key k data.server_id 1",
            "on?u=k",
            "stays?u=k",
            "persist?u=k",
            "forced?u=k",
            "forced?u=k",
            "forced?u=k&force=1",
            "forced?u=b&ignore=1",
            "forced?u=b&ignore=1",
            "forced?u=b&ignore=1",
            "disable server on/s2",
            "on?u=b",
            "on?u=b",
            "show table on",
            "enable server on/s2",
            "on?u=b",
            "set server on/s3 state drain",
            "on?u=c",
            "on?u=c",
            "set server on/s3 state ready",
            "full?u=a",
            "full?u=b",
            "full?u=c",
            "full?u=c",
            "full?u=a",
            "full?u=b",
            "show table full",
            "clear table full key a",
            "full?u=c",
            "full?u=c",
            "show table full",
            "addr?u=1",
            "addr?u=2",
            "addr?u=1",
            "moved?u=1",
            "moved?u=2",
            "moved?u=1",
            "many?u=m",
            "show table on",
            "show table users",
            "show table response",
            "show table full",
            "show table addr",
            "show table tcp",
            "show table t1",
            "show table t2",
            "TCP tcp?u=a",
            "TCP tcp?u=a",
            "TCP tcp?u=b",
            "TCP tcp?u=b",
            "TCP tcp?u=b",
            "show table tcp",
            "show table on");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void requestsStickToTheServersThatHaproxyChooses() throws Exception {
        var program = Haproxy.program();
        if (program == null) return;
        try (var one = origin("one");
                var two = origin("two");
                var three = origin("three")) {
            Origin[] servers = {one, two, three};
            int[] ports = ports();
            List<String> theirs;
            try (var haproxy = Haproxy.running(program, folder, configuration(ports), servers)) {
                theirs = play(haproxy.port(), ports);
            }

            List<String> ours;
            int[] own = ports();
            try (var weir = Weir.running(configuration(own), servers)) {
                ours = play(weir.port(), own);
            }

            assertEquals(masked(theirs, servers), masked(ours, servers));
        }
    }

    private static Origin origin(String name) throws IOException {
        return Origin.playing((wire, _) -> {
            for (String head = wire.message(); !head.isEmpty(); head = wire.message()) {
                int at = head.indexOf("u=");
                char user = at < 0 ? '-' : head.charAt(at + 2);
                wire.send("HTTP/1.1 200 OK\r\nX-Sid: " + user + "\r\nSet-Cookie: SID=" + user + "\r\nContent-Length: "
                        + name.length() + "\r\n\r\n" + name);
            }
        });
    }

    private static int[] ports() throws IOException {
        return new int[] {Origin.deadPort(), Origin.deadPort()};
    }

    /** Eight tables take what {@code many} stores, and so the ninth does not. */
    private static String configuration(int[] ports) {
        var lines = new StringBuilder();
        var tables = new StringBuilder();
        for (int i = 1; i <= 8; i++) {
            lines.append("    stick store-request path,length table t")
                    .append(i)
                    .append('\n');
            tables.append("backend t").append(i).append("\n    stick-table type integer size 10 store gpc0\n");
        }
        return CONFIG.replace("ADMIN", "" + ports[0])
                        .replace("STREAM", "" + ports[1])
                        .replace("LINES", lines)
                + tables;
    }

    private static List<String> play(int port, int[] ports) throws IOException {
        var transcript = new ArrayList<String>();
        for (String step : STEPS) {
            String result;
            if (step.startsWith("TCP ")) result = request(ports[1], step.substring(4));
            else if (step.matches("[a-z]+\\?.*")) result = request(port, step);
            else result = ask(ports[0], step);
            transcript.add("== " + step + "\n" + result.strip());
        }
        return transcript;
    }

    /** The status, the cookie of persistence and the body, which names the server. */
    private static String request(int port, String step) throws IOException {
        String[] words = step.split(" ", 2);
        String field = words.length < 2 ? "" : words[1] + "\r\n";
        try (var wire = Wire.to(port)) {
            wire.send("GET /" + words[0] + " HTTP/1.1\r\nHost: h\r\n" + field + "\r\n");
            String answer = wire.message();
            String cookie = answer.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie: srv"))
                    .findFirst()
                    .orElse("");
            return answer.substring(0, 12)
                    + cookie.toLowerCase(Locale.ROOT)
                    + answer.substring(answer.lastIndexOf('\n'));
        }
    }

    private static String ask(int port, String command) throws IOException {
        try (var wire = Wire.to(port)) {
            return wire.send(command + "\n")
                    .all()
                    .replaceAll("0x[0-9a-f]+: ", "")
                    .replaceAll("exp=[1-9][0-9]*", "exp=N");
        }
    }

    /** Without what is different from run to run. */
    private static String masked(List<String> transcript, Origin[] servers) {
        String text = String.join("\n", transcript);
        for (int i = 0; i < servers.length; i++) text = text.replace(":" + servers[i].port(), ":S" + (i + 1));
        return text;
    }
}
