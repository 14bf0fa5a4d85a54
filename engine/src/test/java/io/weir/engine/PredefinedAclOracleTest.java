package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which of HAProxy's predefined ACLs hold for a request, compared with HAProxy. */
@Timeout(60)
class PredefinedAclOracleTest {
    private static final List<String> NAMES = List.of(
            ("FALSE TRUE HTTP HTTP_1.0 HTTP_1.1 HTTP_2.0 HTTP_CONTENT HTTP_URL_ABS HTTP_URL_SLASH HTTP_URL_STAR LOCALHOST"
                            + " METH_CONNECT METH_DELETE METH_GET METH_HEAD METH_OPTIONS METH_POST METH_PUT METH_TRACE"
                            + " RDP_COOKIE REQ_CONTENT WAIT_END")
                    .split(" "));

    private static final List<String> REQUESTS = List.of(
            "GET /a HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /a HTTP/1.0\r\n\r\n",
            "GET http://x/a HTTP/1.1\r\nHost: x\r\n\r\n",
            "HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab",
            "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
            "PUT /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
            "DELETE /a HTTP/1.1\r\nHost: x\r\n\r\n",
            "TRACE /a HTTP/1.1\r\nHost: x\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\n\r\n",
            "BREW /a HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\n\r\n");

    @TempDir
    Path folder;

    @Test
    void theSameHoldForEachRequest() throws Exception {
        Path program = Haproxy.program();
        try (var weir = Weir.running(configuration())) {
            List<String> ours = holding(weir.port());

            assertTrue(ours.getFirst().contains(" METH_GET "), ours.getFirst());
            if (program == null) return;
            try (var haproxy = Haproxy.running(program, folder, configuration())) {
                assertEquals(String.join("\n", holding(haproxy.port())), String.join("\n", ours));
            }
        }
    }

    private static String configuration() {
        var lines = new StringBuilder();
        for (String name : NAMES)
            lines.append("    http-after-response add-header x-holds " + name + " if { var(txn.")
                    .append(name.replace('.', '_') + ") -m found }\n")
                    .append("    http-request set-var(txn." + name.replace('.', '_') + ") int(1) if " + name + "\n");
        return """
                defaults
                    mode http
                    timeout connect 1s
                    timeout client 10s
                    timeout server 10s
                frontend fe
                    bind "127.0.0.1:${PORT}"
                """ + lines + "    http-request return status 204\n";
    }

    private static List<String> holding(int port) throws IOException {
        List<String> all = new ArrayList<>();
        for (String request : REQUESTS) {
            try (var wire = Wire.to(port)) {
                String names = wire.send(request)
                        .head()
                        .lines()
                        .filter(line -> line.startsWith("x-holds: "))
                        .map(line -> line.substring(9))
                        .toList()
                        .toString();
                all.add(request.lines().findFirst().orElse("") + names.replaceAll("[\\[\\],]", " "));
            }
        }
        return all;
    }
}
