package io.weir.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real HAProxy and Weir as peers: each learns what the other has. */
@Timeout(60)
class HaproxyPeersTest {
    private static final List<String> TABLES = List.of("p/texts", "names", "ips", "sixes", "p/numbers", "bytes");

    private static final String TEMPLATE = """
            global
                localpeer %1$s
                stats socket "%2$s" level admin
            defaults
                mode http
                timeout connect 5s
                timeout client 5s
                timeout server 5s
            peers p
                bind 127.0.0.1:%3$d
                server %1$s
                server %4$s 127.0.0.1:%5$d
                table texts type string len 20 size 1k expire 1h store http_req_cnt,http_req_rate(1h),conn_cnt,conn_cur,gpt0,bytes_in_cnt,server_key,server_id
                table numbers type integer size 1k expire 1h store gpc(2),gpc_rate(2,1h),gpt(3)
            frontend fe
                bind "127.0.0.1:${PORT}"
                http-request track-sc0 path table p/texts
                http-request track-sc1 req.hdr(number),add(0) table p/numbers
                http-request track-sc2 path table bytes
                http-request sc-inc-gpc(1,1)
                http-request sc-set-gpt(2,1) 77
                http-request sc-set-gpt0(0) int(5)
                http-request return status 200 unless { path_beg /stick }
            backend names
                stick-table type string size 1k store gpc0,http_err_cnt,http_err_rate(1h) peers p
            backend ips
                stick-table type ip size 1k expire 1h store http_fail_cnt,sess_rate(1h),gpc1 peers p
            backend sixes
                stick-table type ipv6 size 1k expire 1h store bytes_out_cnt,bytes_out_rate(1h) peers p
            backend bytes
                stick-table type binary len 4 size 1k expire 1h store http_req_cnt peers p
            """;

    /** HAProxy remembers which server a path went to. */
    private static final String STICKY = """
                use_backend sticky if { path_beg /stick }
            backend sticky
                stick on path table p/texts
                server s1 "127.0.0.1:${S1}"
                server s-two "127.0.0.1:${S1}"
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void weirLearnsWhatHaproxyHasAndHaproxyWhatWeirHas() throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;
        int theirPort = Origin.deadPort();
        int ourPort = Origin.deadPort();
        String theirs = TEMPLATE.formatted("H", folder.resolve("h.sock"), theirPort, "W", ourPort);
        String ours = TEMPLATE.formatted("W", folder.resolve("w.sock"), ourPort, "H", theirPort);
        String sticky = theirs.replace("backend names\n", STICKY + "backend names\n");
        try (var origin = Origin.answering("hello");
                var haproxy = Haproxy.running(program, folder, sticky, origin)) {
            fill("h.sock", "h", haproxy.port()); // before Weir is there: it is taught
            for (int i = 0; i < 4; i++) get(haproxy.port(), "/stick" + i, "7");

            try (var weir = Weir.running(ours)) {
                untilAlike();
                fill("w.sock", "w", weir.port()); // while both are there: it is told
                untilAlike();
                fill("h.sock", "i", haproxy.port());
                untilAlike();
                for (int i = 0; i < 4; i++) remember(weir, "/ours" + i, "s" + i % 2);
                untilAlike();
            }
            try (var again = Weir.running(ours)) {
                untilAlike();
                fill("w.sock", "x", again.port());
                untilAlike();
            }
        }
    }

    /** Something of every kind, some of it changed again. */
    private void fill(String socket, String name, int port) throws IOException {
        int number = name.charAt(0);
        for (int i = 1; i <= 3; i++) get(port, "/" + name + i % 2, "" + number);
        ask(socket, "set table p/texts key big" + name + " data.bytes_in_cnt 12345678901 data.server_id -5");
        ask(socket, "set table p/texts key a-key-that-is-longer-than-that" + name + " data.gpt0 1");
        ask(socket, "set table names key a-key-that-is-longer-than-thirty-one-bytes" + name + " data.gpc0 3000");
        ask(socket, "set table names key " + name + " data.gpc0 4294967295 data.http_err_cnt 240");
        ask(socket, "set table names key " + name + " data.http_err_rate 2288");
        ask(socket, "set table ips key 10.0.0." + number + " data.http_fail_cnt 3 data.sess_rate 9 data.gpc1 1");
        ask(socket, "set table sixes key 2001:db8::" + number + " data.bytes_out_cnt 4 data.bytes_out_rate 400000");
        ask(socket, "set table sixes key ::ffff:10.1.1." + number + " data.bytes_out_cnt 240");
    }

    private static void get(int port, String path, String number) throws IOException {
        try (var wire = Wire.to(port)) {
            wire.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nNumber: " + number + "\r\n\r\n");
            wire.message();
        }
    }

    /** As a rule does that makes a key stick to a server. */
    private static void remember(Weir weir, String key, String server) {
        var table = Objects.requireNonNull(weir.proxy().routes().tables().get("p/texts"));
        var entry = Objects.requireNonNull(table.holdOrMake(key));
        entry.serverKey(server);
        entry.touch();
        entry.release();
    }

    private void untilAlike() throws IOException {
        for (String table : TABLES) {
            String theirs = shown("h.sock", table);
            String ours = shown("w.sock", table);
            for (int i = 0; i < 1000 && !theirs.equals(ours); i++) {
                LockSupport.parkNanos(10_000_000);
                theirs = shown("h.sock", table);
                ours = shown("w.sock", table);
            }
            assertEquals(theirs, ours);
        }
    }

    /** Without what differs from process to process. */
    private String shown(String socket, String table) throws IOException {
        return ask(socket, "show table " + table)
                .replaceAll("0x[0-9a-f]+: ", "")
                .replaceAll("exp=[1-9][0-9]*", "exp=N");
    }

    private String ask(String socket, String command) throws IOException {
        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(folder.resolve(socket)));
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
