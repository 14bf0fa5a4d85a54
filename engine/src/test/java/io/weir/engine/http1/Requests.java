package io.weir.engine.http1;

import io.weir.engine.http1.Fault.Kind;
import java.util.List;

/** Requests, legal and not, and what becomes of each. */
final class Requests {
    /** What HAProxy 2.6 does with an illegal one. */
    enum Haproxy {
        REFUSES,
        ACCEPTS
    }

    /** @param result as {@link Wire.Request} prints it */
    record Legal(String wire, String result) {}

    record Illegal(String wire, Kind fault, Haproxy haproxy) {}

    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

    static final List<Legal> LEGAL = List.of(
            legal("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / 1.1 | Host: x ||"),
            legal("\r\n\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / 1.1 | Host: x ||"),
            legal("GET / HTTP/1.1\nHost: x\nA: b\n\n", "GET / 1.1 | Host: x | A: b ||"),
            legal("GET / HTTP/1.0\r\n\r\n", "GET / 1.0 || last"),
            legal(
                    "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
                    "GET / 1.0 | Connection: Keep-Alive || keep-alive"),
            legal("GET /   HTTP/1.1\r\nHost: x\r\n\r\n", "GET / 1.1 | Host: x ||"),
            legal("GET / HTTP/1.9\r\nHost: x\r\n\r\n", "GET / 1.1 | Host: x ||"),
            legal(
                    "M!#$%&'*+-.^_`|~09az /\"<>\\^`{|}~ HTTP/1.1\r\nHost: x\r\n\r\n",
                    "M!#$%&'*+-.^_`|~09az /\"<>\\^`{|}~ 1.1 | Host: x ||"),
            legal("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "OPTIONS * 1.1 | Host: x ||"),
            legal("OPTIONS /*x HTTP/1.1\r\nHost: x\r\n\r\n", "OPTIONS /*x 1.1 | Host: x ||"),
            legal("GET http://x/p HTTP/1.1\r\nHost: X\r\n\r\n", "GET http://x/p 1.1 | Host: X ||"),
            legal("GET http://x HTTP/1.1\r\nHost: x\r\n\r\n", "GET http://x 1.1 | Host: x ||"),
            // a port that goes without saying is not passed on when the target says it
            host("GET http://x:80/p", "x", "GET http://x/p", "x"),
            host("GET http://x:80/p", "x:80", "GET http://x/p", "x"),
            host("GET http://x:80/p", "x:", "GET http://x/p", "x"),
            host("GET http://x:/p", "x", "GET http://x/p", "x"),
            host("GET http://x:/p", "x:80", "GET http://x/p", "x"),
            host("GET http://xY:80/p", "Xy", "GET http://xY/p", "xY"),
            host("GET http://[::1]:80/p", "[::1]:80", "GET http://[::1]/p", "[::1]"),
            host("GET HTTPS://x:443/p", "x", "GET HTTPS://x/p", "x"),
            host("GET https://x:443/p", "x:443", "GET https://x/p", "x"),
            host("GET https://x:/p", "x:443", "GET https://x/p", "x"),
            host("GET ftp://x:/p", "x", "GET ftp://x/p", "x"),
            // and stays when only Host says it
            host("GET http://x/p", "x:80", "GET http://x/p", "x:80"),
            host("GET http://x/p", "x:", "GET http://x/p", "x:"),
            host("GET https://x/p", "x:443", "GET https://x/p", "x:443"),
            host("GET /p:80", "x:80", "GET /p:80", "x:80"),
            // another port stays
            host("GET http://x:443/p", "X:443", "GET http://x:443/p", "X:443"),
            host("GET https://x:80/p", "x:80", "GET https://x:80/p", "x:80"),
            host("GET ftp://x:80/p", "x:80", "GET ftp://x:80/p", "x:80"),
            host("GET http://x:080/p", "x:080", "GET http://x:080/p", "x:080"),
            // user information is passed on, but says nothing about the host
            host("GET http://u:p@x/p", "x", "GET http://u:p@x/p", "x"),
            host("GET http://u:80@x:80/p@y", "x:80", "GET http://u:80@x/p@y", "x"),
            host("GET http://@x:81/", "x:81", "GET http://@x:81/", "x:81"),
            // a port without a host
            host("GET http://:", ":80", "GET http://", ""),
            host("GET https://:", ":", "GET https://", ""),
            host("GET http://:80/", "", "GET http:///", ""),
            host("GET http://:81/", ":81", "GET http://:81/", ":81"),
            // the target of a tunnel must have a port, its Host need not
            host("CONNECT x:80", "x:80", "CONNECT x:80", "x"),
            host("CONNECT x:443", "X:443", "CONNECT x:443", "X"),
            host("CONNECT x:443", "x", "CONNECT x:443", "x"),
            host("CONNECT x:80", "x:", "CONNECT x:80", "x:"),
            host("CONNECT x:81", "x:81", "CONNECT x:81", "x:81"),
            host("CONNECT [::1]:80", "[::1]", "CONNECT [::1]:80", "[::1]"),
            legal("GET http://x:80/p HTTP/1.0\r\n\r\n", "GET http://x/p 1.0 || last"),
            legal("GET http://x:80/p HTTP/1.1\r\nHost: x:80\r\nHost: X:80\r\n\r\n", "GET http://x/p 1.1 | Host: x ||"),
            legal(
                    "GET http://x:80/p HTTP/1.1\r\nHost: \tx:80 \r\nA: b\r\n\r\n",
                    "GET http://x/p 1.1 | Host: x | A: b ||"),
            legal(
                    "CONNECT x:80 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                    "CONNECT x:80 1.1 | Host: x | Content-Length: 0 || length=0"),
            legal("GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET / 1.1 | Host:  ||"),
            legal("GET / HTTP/1.1\r\nhOsT:  x:81 \t\r\n\r\n", "GET / 1.1 | hOsT: x:81 ||"),
            legal("GET / HTTP/1.1\r\nHost: x\r\nHost: X\r\n\r\n", "GET / 1.1 | Host: x ||"),
            legal("GET / HTTP/1.1\r\nHost:\r\n x\r\n\r\n", "GET / 1.1 | Host: x ||"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n\tc\r\n  d \r\nE: f\r\n\r\n",
                    "GET / 1.1 | Host: x | A: b  \tc    d | E: f ||"),
            legal("GET / HTTP/1.1\r\nHost: x\r\nA: b\n c\n\r\n", "GET / 1.1 | Host: x | A: b  c ||"),
            legal("GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n \r\n\r\n", "GET / 1.1 | Host: x | A: b ||"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nA:\r\nB: \tc\td\u00e4\u00ff\t \r\n\r\n",
                    "GET / 1.1 | Host: x | A:  | B: c\td\u00e4\u00ff ||"),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab",
                    "POST / 1.1 | Host: x | Content-Length: 2 || length=2",
                    2),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 2 ,02\r\n\r\n",
                    "POST / 1.1 | Host: x | Content-Length: 2 || length=2"),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nA: b\r\ncontent-length: 2,2\r\n\r\n",
                    "POST / 1.1 | Host: x | Content-Length: 2 | A: b || length=2"),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9223372036854775807\r\n\r\n",
                    "POST / 1.1 | Host: x | Content-Length: 9223372036854775807 || length=9223372036854775807"),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n",
                    "POST / 1.1 | Host: x | Transfer-Encoding: Chunked || chunked"),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTRANSFER-ENCODING:\tchunked\r\nA: b\r\n\r\n",
                    "POST / 1.1 | Host: x | TRANSFER-ENCODING: chunked | A: b || chunked last"),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n chunked\r\nContent-Length: 3\r\n\r\n",
                    "POST / 1.1 | Host: x | Transfer-Encoding: chunked || chunked last"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                    "GET / 1.1 | Host: x | Connection: close || close last"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection:,keep-alive ,, CLOSE\r\n\r\n",
                    "GET / 1.1 | Host: x | Connection: ,keep-alive ,, CLOSE || close keep-alive last"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\nB: 2\r\nConnection: a, keep-alive, B\r\nA: 3\r\n\r\n",
                    "GET / 1.1 | Host: x | Connection: a, keep-alive, B || keep-alive"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\nConnection: host, content-length, connection\r\nConnection: a\r\n\r\n",
                    "GET / 1.1 | Host: x | Connection: host, content-length, connection | Connection: a ||"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nTE: gzip, trailers\r\nA: b\r\n\r\n",
                    "GET / 1.1 | Host: x | A: b | te: trailers ||"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nTE: trailers\r\nTE: gzip\r\nConnection: TE\r\n\r\n",
                    "GET / 1.1 | Host: x | TE: trailers | Connection: TE ||"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: foo/2, bar\r\n\r\n",
                    "GET / 1.1 | Host: x | Connection: Upgrade | Upgrade: foo/2, bar || upgrade"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: WebSocket\r\n" + KEY + "\r\n\r\n",
                    "GET / 1.1 | Host: x | Connection: upgrade | Upgrade: WebSocket | " + KEY + " || upgrade"),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n\r\n",
                    "POST / 1.1 | Host: x | Connection: upgrade | Upgrade: websocket | Content-Length: 1 || length=1"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n",
                    "GET / 1.1 | Host: x | Upgrade: websocket ||"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n\r\n",
                    "GET / 1.1 | Host: x | Connection: Upgrade ||"),
            legal(
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: H2C\r\nHTTP2-Settings: A\r\n\r\n",
                    "GET / 1.1 | Host: x | Connection: Upgrade, HTTP2-Settings | Upgrade: H2C ||"),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: a\r\nContent-Length: 1\r\n\r\n",
                    "POST / 1.1 | Host: x | Connection: Upgrade | Upgrade: a | Content-Length: 1 || length=1"),
            legal(
                    "GET / HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n",
                    "GET / 1.0 | Connection: Upgrade | Upgrade: a || last"),
            legal(
                    "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n",
                    "POST / 1.1 | Host: x | Expect: 100-Continue | Content-Length: 1 || length=1 expect"),
            legal(
                    "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n",
                    "POST / 1.0 | Expect: 100-continue | Content-Length: 1 || length=1 last"),
            legal("POST / HTTP/1.1\r\nHost: x\r\nExpect: else\r\n\r\n", "POST / 1.1 | Host: x | Expect: else ||"));

    static final List<Illegal> ILLEGAL = List.of(
            refused(" GET / HTTP/1.1\r\nHost: x\r\n\r\n", Kind.METHOD),
            refused("\rGET / HTTP/1.1\r\nHost: x\r\n\r\n", Kind.BARE_CR),
            refused("G(T / HTTP/1.1\r\nHost: x\r\n\r\n", Kind.METHOD),
            accepted("GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n", Kind.METHOD),
            accepted("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("GET\r\n\r\n", Kind.METHOD),
            refused("GET /\r\n\r\n", Kind.TARGET),
            refused("GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("GET /\u00e4 HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("GET /\u007f HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("GET /12345678\u00014 HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("GET foo HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("GET mailto:a HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            accepted("GET * HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            accepted("OPTIONS *x HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            accepted("GET http:///p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            accepted("GET http:// HTTP/1.1\r\nHost:\r\n\r\n", Kind.TARGET),
            accepted("GET http://u@/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            accepted("GET http://u@v@x/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            accepted("GET http://[u]@x/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            accepted("GET http://u\\@x/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            accepted("CONNECT u@x:80 HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("CONNECT x HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("CONNECT :80 HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            accepted("CONNECT http://x:80/ HTTP/1.1\r\nHost: x:80\r\n\r\n", Kind.TARGET),
            refused("GET / http/1.1\r\nHost: x\r\n\r\n", Kind.VERSION),
            refused("GET / HTTP/1.10\r\nHost: x\r\n\r\n", Kind.VERSION),
            refused("GET / HTTP/1.1 \r\nHost: x\r\n\r\n", Kind.VERSION),
            refused("GET / HTTP/1\r\nHost: x\r\n\r\n", Kind.VERSION),
            refused("GET / HTTP/1.1\rHost: x\r\n\r\n", Kind.BARE_CR),
            accepted("GET / HTTP/2.0\r\nHost: x\r\n\r\n", Kind.VERSION),
            accepted("GET / HTTP/0.9\r\nHost: x\r\n\r\n", Kind.VERSION),
            refused("GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n", Kind.FIELD_NAME),
            refused("GET / HTTP/1.1\r\nHost: x\r\nA\t: b\r\n\r\n", Kind.FIELD_NAME),
            refused("GET / HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n", Kind.FIELD_NAME),
            refused("GET / HTTP/1.1\r\nHost: x\r\nabc\r\n\r\n", Kind.FIELD_NAME),
            refused("GET / HTTP/1.1\r\nHost: x\r\nA(b: c\r\n\r\n", Kind.FIELD_NAME),
            refused("GET / HTTP/1.1\r\nHost: x\r\nA-,b: c\r\n\r\n", Kind.FIELD_NAME),
            refused("GET / HTTP/1.1\r\nHost: x\r\nA\u00e4: c\r\n\r\n", Kind.FIELD_NAME),
            refused("GET / HTTP/1.1\r\n A: b\r\nHost: x\r\n\r\n", Kind.FIELD_NAME),
            refused("GET / HTTP/1.1\r\n \r\nHost: x\r\n\r\n", Kind.FIELD_NAME),
            accepted("GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n", Kind.CONTROL),
            accepted("GET / HTTP/1.1\r\nHost: x\r\nA: b\u0001c\r\n\r\n", Kind.CONTROL),
            accepted("GET / HTTP/1.1\r\nHost: x\r\nA: b\u007fc\r\n\r\n", Kind.CONTROL),
            accepted("GET / HTTP/1.1\r\nHost: x\r\nA: \u00ff\u00ff\u000bc\r\n\r\n", Kind.CONTROL),
            refused("GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n", Kind.BARE_CR),
            refused("GET / HTTP/1.1\r\nHost: x\r\nA: b\r\r\n\r\n", Kind.BARE_CR),
            refused("GET / HTTP/1.1\r\nHost: x\r\n\rA: b\r\n\r\n", Kind.BARE_CR),
            accepted("GET / HTTP/1.1\r\n\r\n", Kind.HOST),
            accepted("GET http://x/ HTTP/1.1\r\nA: b\r\n\r\n", Kind.HOST),
            refused("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", Kind.HOST),
            refused("GET / HTTP/1.1\r\nHost: x\r\nHost: x:80\r\n\r\n", Kind.HOST),
            accepted("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", Kind.HOST),
            accepted("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", Kind.HOST),
            accepted("GET / HTTP/1.1\r\nHost: u@b\r\n\r\n", Kind.HOST),
            accepted("GET / HTTP/1.1\r\nHost: \u00e4\r\n\r\n", Kind.HOST),
            refused("GET http://y/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("GET http://x:8080/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("GET http://x:443/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("GET http://x:80/p HTTP/1.1\r\nHost: x:81\r\n\r\n", Kind.HOST),
            refused("GET http://x/p HTTP/1.1\r\nHost: x:81\r\n\r\n", Kind.HOST),
            refused("GET http://x/p HTTP/1.1\r\nHost: x:443\r\n\r\n", Kind.HOST),
            refused("GET https://x:80/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("GET ftp://x:80/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("GET http://x:080/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("GET http://x@y/p HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("GET http://x:80@y/p HTTP/1.1\r\nHost: x:80\r\n\r\n", Kind.HOST),
            refused("GET http://: HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("GET http://x HTTP/1.1\r\nHost: x:80\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("GET http://x:80/ HTTP/1.1\r\nHost: x:80\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("CONNECT x:80 HTTP/1.1\r\nHost: x:443\r\n\r\n", Kind.HOST),
            refused("CONNECT x:80 HTTP/1.1\r\nHost: x:080\r\n\r\n", Kind.HOST),
            refused("CONNECT x:81 HTTP/1.1\r\nHost: x:\r\n\r\n", Kind.HOST),
            refused("CONNECT x: HTTP/1.1\r\nHost: x\r\n\r\n", Kind.TARGET),
            refused("CONNECT y:80 HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused("CONNECT x:8080 HTTP/1.1\r\nHost: x\r\n\r\n", Kind.HOST),
            refused(length("2\r\nContent-Length: 3"), Kind.CONTENT_LENGTH),
            refused(length("2, 3"), Kind.CONTENT_LENGTH),
            refused(length("2,"), Kind.CONTENT_LENGTH),
            refused(length(",2"), Kind.CONTENT_LENGTH),
            refused(length("2 2"), Kind.CONTENT_LENGTH),
            refused(length("+2"), Kind.CONTENT_LENGTH),
            refused(length("-2"), Kind.CONTENT_LENGTH),
            refused(length("0x2"), Kind.CONTENT_LENGTH),
            refused(length("2;"), Kind.CONTENT_LENGTH),
            refused(length(""), Kind.CONTENT_LENGTH),
            refused(length("9223372036854775808"), Kind.CONTENT_LENGTH),
            accepted(length("18446744073709551616"), Kind.CONTENT_LENGTH),
            accepted(length("18446744073709551617\r\nTransfer-Encoding: chunked"), Kind.CONTENT_LENGTH),
            refused(coding("gzip"), Kind.TRANSFER_ENCODING),
            refused(coding("gzip, chunked"), Kind.TRANSFER_ENCODING),
            refused(coding("chunked, gzip"), Kind.TRANSFER_ENCODING),
            refused(coding("chunked, chunked"), Kind.TRANSFER_ENCODING),
            refused(coding("chunked\r\nTransfer-Encoding: chunked"), Kind.TRANSFER_ENCODING),
            refused(coding("chunked\r\nTransfer-Encoding: identity"), Kind.TRANSFER_ENCODING),
            refused(coding("identity\r\nTransfer-Encoding: chunked"), Kind.TRANSFER_ENCODING),
            refused(coding("identity"), Kind.TRANSFER_ENCODING),
            refused(coding(""), Kind.TRANSFER_ENCODING),
            refused(coding(", chunked"), Kind.TRANSFER_ENCODING),
            accepted(coding("chunked,"), Kind.TRANSFER_ENCODING),
            refused(coding("xchunked"), Kind.TRANSFER_ENCODING),
            refused(coding("chunkedx"), Kind.TRANSFER_ENCODING),
            refused(coding("\"chunked\""), Kind.TRANSFER_ENCODING),
            refused(coding("chunked;q=1"), Kind.TRANSFER_ENCODING),
            refused(coding("chun\r\n ked"), Kind.TRANSFER_ENCODING),
            refused(coding("\u000bchunked"), Kind.CONTROL),
            refused(websocket("1.1", ""), Kind.UPGRADE),
            refused(websocket("1.0", ""), Kind.UPGRADE),
            refused(websocket("1.1", "Sec-WebSocket-Key: short\r\n"), Kind.UPGRADE),
            accepted("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", Kind.TRANSFER_ENCODING),
            accepted("CONNECT x:80 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n", Kind.CONNECT_BODY),
            accepted("CONNECT x:80 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", Kind.CONNECT_BODY));

    private Requests() {}

    private static String length(String value) {
        return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + value + "\r\n\r\n";
    }

    private static String coding(String value) {
        return "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + value + "\r\n\r\n";
    }

    private static String websocket(String version, String key) {
        return "GET / HTTP/" + version + "\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" + key + "\r\n";
    }

    private static Legal legal(String wire, String result) {
        return legal(wire, result, 0);
    }

    private static Legal legal(String wire, String result, int rest) {
        return new Legal(wire, result + " rest=" + rest);
    }

    /** A request by its method, target and Host, and those that are passed on. */
    private static Legal host(String line, String host, String lineThen, String hostThen) {
        String wire = line + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        return legal(wire, lineThen + " 1.1 | Host: " + hostThen + " ||");
    }

    private static Illegal refused(String wire, Kind fault) {
        return new Illegal(wire, fault, Haproxy.REFUSES);
    }

    private static Illegal accepted(String wire, Kind fault) {
        return new Illegal(wire, fault, Haproxy.ACCEPTS);
    }
}
