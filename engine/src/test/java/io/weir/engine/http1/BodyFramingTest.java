package io.weir.engine.http1;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Test;

/** The table of RFC 9112 section 6.3. */
class BodyFramingTest {
    @Test
    void aRequestHasABodyOnlyWhenItSaysSo() {
        assertEquals(BodyFraming.NONE, ofRequest(""));
        assertEquals(BodyFraming.LENGTH, ofRequest("Content-Length: 5\r\n"));
        assertEquals(BodyFraming.LENGTH, ofRequest("Content-Length: 0\r\n"));
        assertEquals(BodyFraming.CHUNKED, ofRequest("Transfer-Encoding: chunked\r\n"));
        assertEquals(BodyFraming.CHUNKED, ofRequest("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"));
    }

    @Test
    void aResponseWithoutFramingLastsUntilClose() {
        assertEquals(BodyFraming.UNTIL_CLOSE, ofResponse("GET", 200, ""));
        assertEquals(BodyFraming.UNTIL_CLOSE, ofResponse("GET", 205, ""));
        assertEquals(BodyFraming.LENGTH, ofResponse("GET", 200, "Content-Length: 5\r\n"));
        assertEquals(BodyFraming.CHUNKED, ofResponse("POST", 500, "Transfer-Encoding: chunked\r\n"));
        assertEquals(BodyFraming.UNTIL_CLOSE, ofResponse("CONNECT", 400, ""));
    }

    @Test
    void someResponsesHaveNoBodyWhateverTheySay() {
        assertEquals(BodyFraming.NONE, ofResponse("HEAD", 200, "Content-Length: 5\r\n"));
        assertEquals(BodyFraming.NONE, ofResponse("HEAD", 200, "Transfer-Encoding: chunked\r\n"));
        assertEquals(BodyFraming.NONE, ofResponse("GET", 204, "Content-Length: 5\r\n"));
        assertEquals(BodyFraming.NONE, ofResponse("GET", 304, "Content-Length: 5\r\n"));
        assertEquals(BodyFraming.NONE, ofResponse("GET", 100, ""));
        assertEquals(BodyFraming.NONE, ofResponse("GET", 103, ""));
        assertEquals(BodyFraming.NONE, ofResponse("CONNECT", 103, ""));
    }

    @Test
    void anUpgradeAndASuccessfulConnectOpenATunnel() {
        assertEquals(BodyFraming.TUNNEL, ofResponse("GET", 101, "Upgrade: a\r\nConnection: upgrade\r\n"));
        assertEquals(BodyFraming.TUNNEL, ofResponse("CONNECT", 200, "Content-Length: 5\r\n"));
        assertEquals(BodyFraming.TUNNEL, ofResponse("CONNECT", 299, "Transfer-Encoding: chunked\r\n"));
    }

    private static BodyFraming ofRequest(String fields) {
        var reading = new Wire.Request();
        Wire.read(reading, Wire.bytes("POST / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n"));
        return BodyFraming.ofRequest(reading.reader.facts());
    }

    private static BodyFraming ofResponse(String method, int status, String fields) {
        var reading = new Wire.Response();
        Wire.read(reading, Wire.bytes("HTTP/1.1 " + status + " x\r\n" + fields + "\r\n"));
        return BodyFraming.ofResponse(method, reading.head.status(), reading.reader.facts());
    }
}
