package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the real HAProxy and Weir say of proxies, connections and rules in the same place of the same request. */
@Timeout(60)
class SampleOracleTest {
    private static final String CONFIG = """
            global
                nbthread 1
                setenv COLOUR blue
                stats socket FOLDER/SIDE.admin level admin
            defaults
                mode http
                timeout connect 5s
                timeout client 6s
                timeout server 7s
                timeout tunnel 8s
            backend table
                stick-table type ip size 10 store conn_cnt
            frontend fe
                id 7
                bind "127.0.0.1:${PORT}" id 4
                log "127.0.0.1:${LOG}" format raw local0
                log-format "LOGGED"
                tcp-request connection track-sc0 src table table
                http-request set-priority-class int(3)
                http-request set-priority-offset int(-70)
                http-request set-src str(192.0.2.9)
                http-request set-src-port int(99)
                http-request set-dst str(192.0.2.8)
                http-request allow if { path /allow }
                http-request auth realm x if { path /auth }
                http-request return status 200 hdr x-seen "FRONT" if { path /front }
                use_backend inner if { path /inner }
                use_backend dead if { path /dead }
                http-response set-header x-seen "BACK"
                default_backend be
            backend first
                id 2
            backend be
                http-request set-timeout server 3s if { path /set }
                http-request return status 200 hdr x-seen "CHOSEN" if { path /chosen }
                server s1 "127.0.0.1:${S1}"
                server s2 "127.0.0.1:${S1}" id 1
            backend dead
                retries 0
                server s1 "127.0.0.1:${PORT2}" id 9 weight 5
            listen inner
                bind unix@FOLDER/SIDE.inner
                http-request return status 200 hdr x-seen "INNER" if { hdr_cnt(x-nested) gt 0 }
                http-request set-header x-nested 1
                server self unix@FOLDER/SIDE.inner
            """;

    private static final List<String> ANYWHERE = List.of(
            "fe_id",
            "fe_defbe",
            "fe_client_timeout",
            "so_id",
            "fc_src",
            "fc_dst",
            "fc_err",
            "fc_err_str",
            "fc_rcvd_proxy",
            "fc_src_is_local",
            "src",
            "src_port",
            "dst",
            "prio_class",
            "prio_offset",
            "thread",
            "env(COLOUR)",
            "env(NONE)",
            "sc0_conn_cnt",
            "srv_iweight(dead/s1)",
            "srv_uweight(dead/s1)",
            "srv_sess_rate(first/none)",
            "last_rule_line",
            "fc_rtt(us),bool",
            "fc_unacked,add(1),bool",
            "fc_reordering,bool",
            "fc_retrans");

    private static final List<String> OF_REQUEST = List.of(
            "base32",
            "url32",
            "base32+src,hex",
            "cookie(c)",
            "http_auth_type",
            "http_auth_user",
            "http_auth_pass",
            "http_auth_bearer",
            "http_auth_bearer(x-auth)");

    private static final List<String> OF_BACKEND = List.of(
            "be_id", "be_name", "be_server_timeout", "be_tunnel_timeout", "cur_server_timeout", "cur_tunnel_timeout");

    private static final List<String> OF_RESPONSE = List.of(
            "srv_id",
            "srv_name",
            "bc_dst",
            "bc_src",
            "bc_src_port,bool",
            "bc_http_major",
            "bc_err",
            "bc_err_str",
            "cookie(c)");

    private static final List<String> REQUESTS = List.of(
            "GET /front?q=1 HTTP/1.1\r\nHost: a.example,b\r\nCookie: c=1; c=2\r\nAuthorization: Basic bWU6eDp5\r\n",
            "GET /front HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer   a.b.c\r\nX-Auth: Bearer x y\r\n",
            "GET /front HTTP/1.1\r\nHost: h\r\nAuthorization: Digest x\r\nX-Auth: bearer\r\n",
            "GET /front HTTP/1.1\r\nHost: h\r\nAuthorization: Basic ###\r\n",
            "GET http://h/front HTTP/1.1\r\nHost: h\r\nProxy-Connection: close\r\nProxy-Authorization: Basic YTpi\r\n",
            "GET http://h/auth HTTP/1.1\r\nHost: h\r\nProxy-Connection: close\r\n",
            "GET /chosen HTTP/1.1\r\nHost: h\r\n",
            "GET /set HTTP/1.1\r\nHost: h\r\nCookie: c=1\r\n",
            "GET /allow HTTP/1.1\r\nHost: h\r\n",
            "GET /inner HTTP/1.1\r\nHost: h\r\n",
            "GET /dead HTTP/1.1\r\nHost: h\r\n");

    @TempDir
    Path folder;

    @Test
    void samplesAndNumbersAreThoseOfHaproxy() throws Exception {
        Path program = Haproxy.program();
        if (program == null) return;

        List<String> theirs;
        try (var origin = Origin.answering("x");
                var haproxy = Haproxy.running(program, folder, configuration("theirs"), origin)) {
            theirs = new ArrayList<>(answers(haproxy.port()));
            for (int i = 0; i < REQUESTS.size(); i++) theirs.add(haproxy.logLine());
            theirs.addAll(numbers("theirs"));
        }
        List<String> ours;
        try (var origin = Origin.answering("x");
                var weir = Weir.running(configuration("ours"), origin)) {
            ours = new ArrayList<>(answers(weir.port()));
            for (int i = 0; i < REQUESTS.size(); i++) ours.add(weir.logLine());
            ours.addAll(numbers("ours"));
        }

        assertEquals(String.join("\n", theirs), String.join("\n", ours));
    }

    private String configuration(String side) {
        return CONFIG.replace("FRONT", format(ANYWHERE, OF_REQUEST))
                .replace("CHOSEN", format(ANYWHERE, OF_REQUEST, OF_BACKEND))
                .replace("INNER", format(ANYWHERE, OF_BACKEND))
                .replace("BACK", format(ANYWHERE, OF_BACKEND, OF_RESPONSE))
                .replace("LOGGED", format(ANYWHERE, OF_BACKEND, List.of("srv_id", "bc_err", "bc_http_major")))
                .replace("srv_sess_rate(first/none)", "srv_sess_rate(be/s2)")
                .replace("FOLDER", folder.toString())
                .replace("SIDE", side);
    }

    @SafeVarargs
    private static String format(List<String>... lists) {
        var format = new StringBuilder();
        for (var list : lists)
            for (String each : list)
                format.append(each).append("=%[").append(each).append("];");
        return format.toString().replace("\"", "'");
    }

    private static List<String> answers(int port) throws IOException {
        var answers = new ArrayList<String>();
        for (String request : REQUESTS) {
            try (var client = Wire.to(port)) {
                String head = client.send(request + "Connection: close\r\n\r\n").head();
                answers.add(request.lines().findFirst().orElse("") + " -> "
                        + head.lines()
                                .filter(line -> line.startsWith("x-seen"))
                                .findFirst()
                                .orElse(head.lines().findFirst().orElse("")));
            }
        }
        return answers;
    }

    /** The columns of {@code show stat} that number things. */
    private List<String> numbers(String side) throws IOException {
        try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(folder.resolve(side + ".admin")));
            client.write(ByteBuffer.wrap("show stat\n".getBytes(UTF_8)));
            var numbers = new ArrayList<String>();
            for (String line : AdminSockets.read(client).lines().toList()) {
                String[] cells = line.split(",", -1);
                if (cells.length > 28) numbers.add(cells[0] + " " + cells[1] + " " + cells[27] + " " + cells[28]);
            }
            return numbers;
        }
    }
}
