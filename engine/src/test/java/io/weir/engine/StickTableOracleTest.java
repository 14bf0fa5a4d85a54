package io.weir.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.Scripts;
import io.weir.rules.lang.ConfigReader;
import io.weir.rules.lang.SourceText;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same requests and commands to the real HAProxy and to Weir leave the same in their stick tables. */
@Timeout(60)
class StickTableOracleTest {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

    private static final String CONFIG = """
            global
                stats socket "unix@${SOCKET}" level admin
            defaults
                mode http
                timeout connect 5s
                timeout client 5s
                timeout server 5s
            frontend fe
                bind "unix@${BIND}"
                bind "127.0.0.1:${PORT}"
                stick-table type string len 8 size 4 expire 1m store gpc(2),gpc_rate(2,10s),http_req_cnt,http_req_rate(10s),http_err_cnt,http_err_rate(10s),http_fail_cnt,http_fail_rate(10s),conn_cnt,conn_cur,conn_rate(10s),sess_cnt,server_id,gpt(2),server_key
                tcp-request connection reject if { src_get_gpc0(denied) gt 0 }
                tcp-request session track-sc2 src table sessions
                tcp-request content track-sc1 src table ips
                http-request track-sc0 req.hdr(x-user) if { req.hdr(x-user) -m found }
                http-request sc-inc-gpc(1,0) if { path_beg /gpc }
                http-request sc-inc-gpc0(1) if { path_beg /gpc }
                http-request sc-set-gpt0(0) int(7) if { path_beg /gpt }
                http-request sc-set-gpt(1,0) 9 if { path_beg /gpt }
                http-request set-header x-seen "%[sc0_http_req_cnt]:%[sc0_http_req_rate]:%[sc0_conn_cur]:%[sc_get_gpc(1,0)]:%[sc_gpc_rate(1,0)]:%[sc0_get_gpt0]:%[sc0_tracked]:%[sc0_trackers]"
                http-request set-header x-also "%[src_http_req_cnt(ips)]:%[src_conn_cur(ips)]:%[src_get_gpc0(ips)]:%[src,in_table(ips)]:%[src,table_http_req_cnt(ips)]:%[table_cnt(ips)]:%[table_avl(ips)]:%[sc1_get_gpc0]:%[sc2_sess_cnt]:%[sc2_conn_cnt]:%[str(nobody),table_http_req_cnt(fe)]:%[sc0_http_req_cnt(ips)]:%[sc0_kbytes_in]:%[src_inc_gpc0(ints)]:%[src_clr_gpc0(ints)]"
                http-request deny if { path_beg /deny }
                http-request tarpit deny_status 500 if { path_beg /tarpit }
                http-request reject if { path_beg /reject }
                http-request return status 404 hdr x-seen "%[req.hdr(x-seen)]" hdr x-also "%[req.hdr(x-also)]" if { path_beg /return }
                default_backend be
                timeout tarpit 10ms
            backend be
                tcp-request content track-sc2 path table paths
                http-request track-sc0 path table paths
                http-response track-sc0 res.hdr(x-kind) table kinds
                http-response set-header x-seen "%[sc0_http_err_cnt]:%[sc0_http_fail_cnt]:%[sc0_http_req_cnt]"
                server s1 "127.0.0.1:${S1}"
            backend ips
                stick-table type ip size 1k expire 1m store http_req_cnt,http_err_cnt,http_fail_cnt,gpc0,conn_cur,conn_cnt
            backend sessions
                stick-table type ipv6 size 1k expire 1m store sess_cnt,sess_rate(5s),http_req_cnt,http_err_cnt,conn_cnt,conn_cur
            backend paths
                stick-table type string size 1k store http_req_cnt,http_err_cnt,http_fail_cnt
            backend kinds
                stick-table type binary len 4 size 100 store http_req_cnt,http_err_cnt,http_fail_cnt
            backend ints
                stick-table type integer size 100 store gpc0,gpt0
            backend denied
                stick-table type ip size 100 store gpc0
            """;

    private static final List<String> STEPS = List.of(
            "show table",
            "show table nobody",
            "show table fe",
            "GET /return u1",
            "GET /return u1",
            "GET /return u2",
            "GET /gpc/return u1",
            "GET /gpc/return -",
            "GET /gpt/return u1",
            "show table fe",
            "show table ips",
            "show table sessions",
            "show table ints",
            "GET /deny u1",
            "GET /tarpit u2",
            "GET /reject u2",
            "BAD",
            "GET /200 -",
            "GET /404 -",
            "GET /503 -",
            "GET /501 u1",
            "GET /close u1",
            "GET /junk u1",
            "GET /200/longer/than/eight a\\ key\\ that\\ is\\ longer",
            "show table fe",
            "show table ips",
            "show table sessions",
            "show table paths",
            "show table kinds",
            "show table fe key u1",
            "show table fe key nobody",
            "show table fe key",
            "show table fe foo",
            "show table kinds key a",
            "show table ints key x",
            "show table ints key 2130706433",
            "show table fe data.http_req_cnt gt 3",
            "show table fe data.http_req_cnt gt 0 data.http_err_cnt eq 0",
            "show table fe data.http_req_rate gt 3",
            "show table fe data.nothing gt 3",
            "show table fe data.gpc0 gt 3",
            "show table fe data.conn_cur over 3",
            "show table fe data.conn_cur ge x",
            "show table fe data.conn_cur ge",
            "set table",
            "set table nobody key a",
            "set table fe key u2 data.http_req_cnt 50 data.http_req_rate 70 data.server_id -3",
            "set table fe key u2 data.http_req_cnt",
            "set table fe key u2 data.foo 1",
            "set table fe key u2 foo 1",
            "set table fe key u2 data.gpc1 1",
            "set table fe data.gpc1 gt 1",
            "set table kinds key a data.http_req_cnt 1",
            "set table ints key 99999999999 data.gpc0 1",
            "set table ints key 17 data.gpc0 3 data.gpt0 4",
            "set table ips key 10.0.0.1 data.http_req_cnt 4294967295",
            "set table sessions key 2001:db8::1 data.sess_cnt 4",
            "set table sessions key ::ffff:1.2.3.4 data.sess_cnt 5",
            "set table fe key we\\ ird=\\\\ data.http_req_cnt 1",
            "show table fe data.http_req_cnt ge 0",
            "show table ints",
            "show table ips",
            "show table sessions",
            "clear table",
            "clear table nobody",
            "clear table fe foo",
            "clear table fe key u1",
            "clear table fe key u1",
            "clear table fe data.http_req_cnt eq 50",
            "show table fe",
            "clear table ints",
            "show table ints",
            "set table denied key 127.0.0.1 data.gpc0 1",
            "GET /return u9",
            "show table denied",
            "show table sessions");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void tablesHoldAndShowWhatHaproxysDo() throws Exception {
        if (!Files.isExecutable(PROGRAM)) {
            System.err.println("NOT RUN: the comparison of stick tables with HAProxy, which is not installed");
            return;
        }
        try (var origin = Origin.playing((wire, _) -> answer(wire))) {
            List<String> theirs = haproxy(origin.port());

            List<String> ours = weir(origin.port());

            assertEquals(String.join("\n", theirs), String.join("\n", ours));
        }
    }

    private static void answer(Wire wire) throws IOException {
        for (String head = wire.message(); !head.isEmpty(); head = wire.message()) {
            String path = head.substring(head.indexOf('/') + 1, head.indexOf(" HTTP/"));
            if (path.startsWith("close")) return;
            if (path.startsWith("junk")) wire.send("junk\r\n\r\n");
            else
                wire.send("HTTP/1.1 " + path.substring(0, 3) + " X\r\nX-Kind: k" + path.charAt(0)
                        + "\r\nContent-Length: 0\r\n\r\n");
        }
    }

    private Map<String, String> environment(String name, int origin) throws IOException {
        return Map.of(
                "SOCKET",
                folder.resolve(name + ".sock").toString(),
                "BIND",
                folder.resolve(name + ".bind").toString(),
                "PORT",
                "" + Origin.deadPort(),
                "S1",
                "" + origin);
    }

    private List<String> haproxy(int origin) throws Exception {
        var environment = environment("haproxy", origin);
        Path config = Files.writeString(folder.resolve("haproxy.cfg"), CONFIG);
        var builder = new ProcessBuilder(PROGRAM.toString(), "-db", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.out").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            Weir.until("haproxy listens", () -> !process.isAlive() || listens(environment));
            if (!process.isAlive()) throw new AssertionError(Files.readString(folder.resolve("haproxy.out")));
            return play(environment);
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static boolean listens(Map<String, String> environment) {
        try {
            ask(environment, "show version");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> weir(int origin) throws Exception {
        var environment = environment("weir", origin);
        var reading = ConfigReader.readTexts(List.of(SourceText.of("test.cfg", CONFIG)), environment);
        var checked = reading.configuration();
        if (checked == null) throw new AssertionError(reading.problems().toString());
        try (var _ = Proxy.start(checked, Scripts.NONE, ProxyOptions.standard())) {
            return play(environment);
        }
    }

    /** Steps with what came of them. */
    private static List<String> play(Map<String, String> environment) throws IOException {
        var transcript = new ArrayList<String>();
        for (String step : STEPS) {
            boolean command = !step.startsWith("GET ") && !step.equals("BAD");
            if (!command) settled(environment, "show table ips"); // HAProxy answers before it stops counting
            String result = command ? settled(environment, step) : request(environment, step);
            transcript.add("== " + step + "\n" + result.strip());
        }
        return transcript;
    }

    /** The answer when nobody is at work any more, without what differs from run to run. */
    private static String settled(Map<String, String> environment, String command) throws IOException {
        String answer = ask(environment, command);
        for (int i = 0; i < 500 && answer.matches("(?s).* use=[1-9].*"); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            answer = ask(environment, command);
        }
        return answer.replaceAll("0x[0-9a-f]+: ", "").replaceAll("exp=[1-9][0-9]*", "exp=N");
    }

    private static String request(Map<String, String> environment, String step) throws IOException {
        String[] words = step.replace("\\ ", "_").split(" ");
        String user = words.length < 3 || words[2].equals("-") ? "" : "X-User: " + words[2] + "\r\n";
        String text = step.equals("BAD")
                ? "GET / HTTP/1.1\r\nB a d\r\n\r\n"
                : "GET " + words[1] + " HTTP/1.1\r\nHost: h\r\n" + user + "Connection: close\r\n\r\n";
        try (var wire = Wire.to(Integer.parseInt(environment.getOrDefault("PORT", "")))) {
            wire.send(text);
            String answer = wire.rest();
            var kept = new StringBuilder(answer.lines().findFirst().orElse("nothing"));
            answer.lines()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .filter(line -> line.startsWith("x-"))
                    .forEach(line -> kept.append('\n').append(line));
            return kept.toString();
        } catch (java.net.SocketException e) {
            return "nothing";
        }
    }

    private static String ask(Map<String, String> environment, String command) throws IOException {
        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(environment.getOrDefault("SOCKET", "")));
            client.write(ByteBuffer.wrap((command + "\n").getBytes(UTF_8)));
            var text = new StringBuilder();
            var bytes = ByteBuffer.allocate(65536);
            while (client.read(bytes) >= 0) {
                text.append(ISO_8859_1.decode(bytes.flip()));
                bytes.clear();
            }
            return text.toString();
        }
    }
}
