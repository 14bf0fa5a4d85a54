package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import org.junit.jupiter.api.Test;

class HeadWriterTest {
    private final HeadWriter writer = new HeadWriter();

    @Test
    void anUnchangedRequestIsWrittenAsItCame() {
        String wire = "POST /a?b HTTP/1.1\r\nHost: x\r\nX-A:1\r\nx-b: \t2\r\nEmpty:\r\n\r\n";

        assertEquals(wire, written(request(wire), ConnectionOption.ABSENT));
    }

    @Test
    void theFormOfTheTargetIsKept() {
        for (String start : new String[] {
            "GET http://x/p HTTP/1.1\r\nHost: x\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n"
        }) assertEquals(start, written(request(start), ConnectionOption.ABSENT));
    }

    @Test
    void fieldsOfTheHopAreReplacedByTheOneAskedFor() {
        var head = request("""
                GET / HTTP/1.1
                Connection: keep-alive, X-Foo
                Host: x
                Keep-Alive: 5
                X-Foo: 1
                PROXY-connection: close
                A: b
                Upgrade: foo
                CONNECTION: close

                """.replace("\n", "\r\n"));
        String kept = "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n";

        assertEquals(kept + "\r\n", written(head, ConnectionOption.ABSENT));
        assertEquals(kept + "connection: close\r\n\r\n", written(head, ConnectionOption.CLOSE));
        assertEquals(kept + "connection: keep-alive\r\n\r\n", written(head, ConnectionOption.KEEP_ALIVE));
        assertEquals(kept + "Upgrade: foo\r\nconnection: upgrade\r\n\r\n", written(head, ConnectionOption.UPGRADE));
    }

    @Test
    void namesThatOnlyResembleThoseOfTheHopStay() {
        String wire =
                "GET / HTTP/1.1\r\nHost: x\r\nConnectiom: a\r\nKeep-Alivf: b\r\nProxy-Connectiom: c\r\nUpgradf: d\r\n\r\n";

        assertEquals(wire, written(request(wire), ConnectionOption.ABSENT));
    }

    @Test
    void loneLineFeedsAndTrailingBlanksAndFoldsBecomeOrdinaryLines() {
        var head = request("GET / HTTP/1.1\nHost: x\nA: b \r\nC: d\r\n e\n\n");

        assertEquals("GET / HTTP/1.1\r\nHost: x\r\nA: b\r\nC: d   e\r\n\r\n", written(head, ConnectionOption.ABSENT));
    }

    @Test
    void mergedLengthsAreWrittenOnceAndThoseThatAreOverruledNotAtAll() {
        assertEquals(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nA: b\r\n\r\n",
                written(
                        request(
                                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 5\r\nContent-Length: 5\r\nA: b\r\n\r\n"),
                        ConnectionOption.ABSENT));
        assertEquals(
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                written(
                        request(
                                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"),
                        ConnectionOption.ABSENT));
    }

    @Test
    void whatRulesChangedIsWritten() {
        var head = request("GET /a?b HTTP/1.1\r\nHost: x\r\nA: 1\r\nB: 2\r\n\r\n");
        head.method("POST");
        head.target("/other");
        head.headers().set("a", "3");
        head.headers().add("C", "4");
        head.headers().replaceAt(0, "y");

        assertEquals(
                "POST /other HTTP/1.1\r\nHost: y\r\nB: 2\r\na: 3\r\nC: 4\r\n\r\n",
                written(head, ConnectionOption.ABSENT));
    }

    @Test
    void onlyTheMethodOrOnlyTheTargetMayChange() {
        var head = request("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
        head.method("PUT");
        assertEquals("PUT /a HTTP/1.1\r\nHost: x\r\n\r\n", written(head, ConnectionOption.ABSENT));

        head = request("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
        head.target("/b");
        assertEquals("GET /b HTTP/1.1\r\nHost: x\r\n\r\n", written(head, ConnectionOption.ABSENT));
    }

    @Test
    void aRequestThatNobodyReadIsWrittenToo() {
        var head = new RequestHead(16);
        head.method("GET");
        head.target("/made");
        head.headers().add("host", "x");

        assertEquals(
                "GET /made HTTP/1.0\r\nhost: x\r\n\r\n",
                written(head, ConnectionOption.ABSENT).replace("1.1", "1.0"));
    }

    @Test
    void anHttp10RequestStaysOneAndALaterVersionBecomes11() {
        assertEquals(
                "GET / HTTP/1.0\r\nA: b\r\nconnection: keep-alive\r\n\r\n",
                written(request("GET / HTTP/1.0\r\nA: b\r\n\r\n"), ConnectionOption.toStayOpen(0)));
        assertEquals(
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                written(request("GET / HTTP/1.7\r\nHost: x\r\n\r\n"), ConnectionOption.toStayOpen(1)));
    }

    @Test
    void aResponseIsWrittenAsHttp11WhateverTheServerSpeaks() {
        assertEquals(
                "HTTP/1.1 200 All right\r\nA: b\r\nconnection: close\r\n\r\n",
                written(response("HTTP/1.0 200 All right\r\nA: b\r\nKeep-Alive: 5\r\n\r\n"), ConnectionOption.CLOSE));
        assertEquals(
                "HTTP/1.1 200 OK\r\nA: b\r\n\r\n",
                written(response("HTTP/1.1 200 OK\r\nA: b\r\n\r\n"), ConnectionOption.ABSENT));
        assertEquals(
                "HTTP/1.1 404 \r\nA: b\r\n\r\n",
                written(response("HTTP/1.1 404\r\nA: b\r\n\r\n"), ConnectionOption.ABSENT));
        assertEquals(
                "HTTP/1.1 404 \u00e4\r\nA: b\r\n\r\n",
                written(response("HTTP/1.1 404 \u00e4\nA: b\r\n\r\n"), ConnectionOption.ABSENT));
    }

    @Test
    void aChangedStatusIsWritten() {
        var head = response("HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
        head.status(503, "Busy");
        assertEquals("HTTP/1.1 503 Busy\r\nA: b\r\n\r\n", written(head, ConnectionOption.ABSENT));

        head.status(999, "");
        assertEquals("HTTP/1.1 999 \r\nA: b\r\n\r\n", written(head, ConnectionOption.ABSENT));
    }

    @Test
    void aResponseThatNobodyReadIsWrittenToo() {
        var head = new ResponseHead(16);
        head.headers().add("a", "b");
        head.status(204, "");

        assertEquals("HTTP/1.1 204 \r\na: b\r\n\r\n", written(head, ConnectionOption.ABSENT));
    }

    private static RequestHead request(String wire) {
        var reading = new Wire.Request();
        String result = Wire.read(reading, Wire.bytes(wire));
        assertTrue(result.endsWith("rest=0"), result);
        return reading.head;
    }

    private static ResponseHead response(String wire) {
        var reading = new Wire.Response();
        String result = Wire.read(reading, Wire.bytes(wire));
        assertTrue(result.endsWith("rest=0"), result);
        return reading.head;
    }

    private String written(RequestHead head, ConnectionOption option) {
        ByteBuf out = Unpooled.buffer();
        writer.request(head, option, out);
        return out.toString(ISO_8859_1);
    }

    private String written(ResponseHead head, ConnectionOption option) {
        ByteBuf out = Unpooled.buffer();
        writer.response(head, option, out);
        return out.toString(ISO_8859_1);
    }
}
