package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What rules find in the bytes of a stream and in a body, compared with HAProxy. */
@Timeout(60)
class ContentOracleTest {
    private static final String TCP = """
            defaults
                mode tcp
                timeout connect 1s
                timeout client 10s
                timeout server 10s
            frontend fe
                bind "127.0.0.1:${PORT}"
                tcp-request inspect-delay 500ms
                tcp-request content reject if { path_beg /no }
                tcp-request content reject if { req.payload(0,4) -m bin 00010203 }
                tcp-request content accept if HTTP or { req.ssl_hello_type 1 } or RDP_COOKIE
                use_backend web if { req.hdr(host) web } or { req.ver 1.0 } !{ req.hdr(host) -m found }
                use_backend named if { req.ssl_sni ab.example } or { req.rdp_cookie(mstshash) bob }
                default_backend other
            backend web
                server s1 "127.0.0.1:${S1}"
            backend named
                server s2 "127.0.0.1:${S2}"
            backend other
                server s3 "127.0.0.1:${S3}"
            """;

    private static final List<String> STREAMS = List.of(
            "GET /a HTTP/1.1\r\nHost: web\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: other\r\n\r\n",
            "GET /a HTTP/1.1\r\n\r\n",
            "GET /a HTTP/1.0\r\n\r\n",
            "GET /a\r\n",
            "GET /no HTTP/1.1\r\nHost: web\r\n\r\n",
            "GET /no RTSP/1.0\r\nHost: web\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: web\r\n",
            "EHLO web\r\n",
            "SSH-2.0-web 1 2\r\n\r\n",
            "\r\nGET /no HTTP/1.1\r\nHost: web\r\n\r\n",
            "GET /no HTTP/1.1\r\nHo st: web\r\n\r\n",
            "\0\1\2\3",
            "\0\1\2\4",
            "\3\0\0\23\16\340\0\0\0\0\0Cookie: mstshash=bob\r\n",
            "\3\0\0\23\16\340\0\0\0\0\0Cookie: mstshash=eve\r\n",
            hello("ab.example"),
            hello("cd.example"));

    private static final String HTTP = """
            defaults
                mode http
                timeout connect 1s
                timeout client 10s
                timeout server 10s
            frontend fe
                bind "127.0.0.1:${PORT}"
                http-request wait-for-body time 5s
                http-request return status 200 content-type text/plain lf-string "%[req.body]|%[req.body_len]|%[req.body_size]|%[req.body_param(a)]|%[req.len]|%[req.rdp_cookie_cnt]|%[req.payload(0,0)]"
            """;

    private static final List<String> REQUESTS = List.of(
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "POST /p HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 7\r\n\r\na=1&b=2",
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\n=&a",
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 11\r\n\r\na;a=;b&a=2;");

    /** A chunk has a head of its own in HAProxy's form of a message, so that {@code req.len} is not compared. */
    private static final String CHUNKED =
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na=12\r\n3;x=y\r\n3&b\r\n0\r\n\r\n";

    @TempDir
    Path folder;

    @Test
    void aStreamGoesWhereHaproxySendsItHoweverItArrives() throws Exception {
        Path program = Haproxy.program();
        try (var web = named("web");
                var named = named("named");
                var other = named("other");
                var weir = Weir.running(TCP, web, named, other)) {
            List<String> ofWeir = replies(weir.port(), STREAMS);

            assertEquals("web", ofWeir.getFirst());
            if (program == null) return;
            try (var haproxy = Haproxy.running(program, folder, TCP, web, named, other)) {
                assertEquals(replies(haproxy.port(), STREAMS), ofWeir);
            }
        }
    }

    @Test
    void aBodyIsWhatHaproxySaysItIs() throws Exception {
        Path program = Haproxy.program();
        try (var weir = Weir.running(HTTP)) {
            List<String> ofWeir = bodies(weir.port());

            assertEquals("a=1&b=2|7|7|1|", ofWeir.get(1).substring(0, 14));
            assertEquals("a=123&b|7|7|123|", bodies(weir.port(), CHUNKED).substring(0, 16));
            if (program == null) return;
            try (var haproxy = Haproxy.running(program, folder, HTTP)) {
                assertEquals(bodies(haproxy.port()), ofWeir);
                assertEquals("a=123&b|7|7|123|", bodies(haproxy.port(), CHUNKED).substring(0, 16));
            }
        }
    }

    @Test
    void aChunkThatHasBegunIsAsLongAsItSays() throws Exception {
        Path program = Haproxy.program();
        String enough = HTTP.replace("time 5s", "time 5s at-least 2");
        String begun = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n9\r\na=12";
        try (var weir = Weir.running(enough)) {
            assertEquals("a=12|4|9|12|", bodies(weir.port(), begun).substring(0, 12));
            if (program == null) return;
            try (var haproxy = Haproxy.running(program, folder, enough)) {
                assertEquals("a=12|4|9|12|", bodies(haproxy.port(), begun).substring(0, 12));
            }
        }
    }

    /** Says its name and takes what may still come, so that a client that is sending is not broken off. */
    private static Origin named(String name) throws IOException {
        return Origin.playing((wire, _) -> {
            wire.send(name).finish();
            wire.rest();
        });
    }

    private static List<String> replies(int port, List<String> streams) throws IOException {
        List<String> replies = new ArrayList<>();
        for (String stream : streams) {
            try (var whole = Wire.to(port);
                    var split = Wire.to(port)) {
                whole.send(stream);
                for (int i = 0; i < stream.length(); i++) split.send(stream.substring(i, i + 1));
                replies.add(whole.all());
                replies.add(split.all());
            }
        }
        return replies;
    }

    private static List<String> bodies(int port) throws IOException {
        List<String> bodies = new ArrayList<>();
        for (String request : REQUESTS) bodies.add(bodies(port, request));
        return bodies;
    }

    private static String bodies(int port, String request) throws IOException {
        try (var wire = Wire.to(port)) {
            String reply = wire.send(request).all();
            return reply.substring(reply.indexOf("\r\n\r\n") + 4);
        }
    }

    /** A ClientHello with that server name. */
    private static String hello(String name) {
        String entry = "\0" + size(name) + name;
        String extension = "\0\0" + size(size(entry) + entry) + size(entry) + entry;
        String message = "\3\3" + "r".repeat(32) + "\0" + "\0\2\23\1" + "\1\0" + size(extension) + extension;
        String handshake = "\1\0" + size(message) + message;
        return "\26\3\1" + size(handshake) + handshake;
    }

    private static String size(String text) {
        return "" + (char) (text.length() >> 8) + (char) (text.length() & 0xff);
    }
}
