package io.weir.engine.http1;

import static org.junit.jupiter.api.Assertions.*;

import io.weir.engine.http1.Fault.Kind;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    private static final Map<String, String> LEGAL = new TreeMap<>(Map.ofEntries(
            Map.entry("HTTP/1.1 200 OK\r\n\r\n", "1.1 200 [OK] ||"),
            Map.entry("HTTP/1.1 200 \r\n\r\n", "1.1 200 [] ||"),
            Map.entry("HTTP/1.1 200\r\n\r\n", "1.1 200 [] ||"),
            Map.entry("HTTP/1.1 404\n\n", "1.1 404 [] ||"),
            Map.entry("\r\nHTTP/1.1 200 OK\r\n\r\n", "1.1 200 [OK] ||"),
            Map.entry("HTTP/1.1 999 Not \u00e4 number\tof ours\r\n\r\n", "1.1 999 [Not \u00e4 number\tof ours] ||"),
            Map.entry("HTTP/1.0 200 OK\r\n\r\n", "1.0 200 [OK] || last"),
            Map.entry("HTTP/1.3 200 OK\r\n\r\n", "1.1 200 [OK] ||"),
            Map.entry(
                    "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n",
                    "1.0 200 [OK] | Connection: keep-alive | Content-Length: 2 || length=2 keep-alive"),
            Map.entry(
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nA: b\r\n c\r\n\r\n",
                    "1.1 200 [OK] | Transfer-Encoding: chunked | A: b   c || chunked last"),
            Map.entry(
                    "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "1.0 200 [OK] | Connection: keep-alive | Transfer-Encoding: chunked || chunked keep-alive last"),
            Map.entry(
                    "HTTP/1.1 204 x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n",
                    "1.1 204 [x] | A: b || last"),
            Map.entry("HTTP/1.1 100 Continue\r\nContent-Length: 5\r\nA: b\r\n\r\n", "1.1 100 [Continue] | A: b ||"),
            Map.entry("HTTP/1.1 304 x\r\nContent-Length: 5\r\n\r\n", "1.1 304 [x] | Content-Length: 5 || length=5"),
            Map.entry(
                    "HTTP/1.1 101 x\r\nUpgrade: a\r\nConnection: upgrade\r\n\r\n",
                    "1.1 101 [x] | Upgrade: a | Connection: upgrade || upgrade"),
            Map.entry(
                    "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: y\r\n\r\n",
                    "1.1 101 [x] | Upgrade: websocket | Connection: upgrade | Sec-WebSocket-Accept: y || upgrade"),
            Map.entry(
                    "HTTP/1.1 200 x\r\nHost: a\r\nHost: b\r\nX: 1\r\nConnection: close, x\r\n\r\n",
                    "1.1 200 [x] | Host: a | Host: b | Connection: close, x || close last")));

    private static final Map<String, Kind> ILLEGAL = new TreeMap<>(Map.ofEntries(
            Map.entry("ICY 200 OK\r\n\r\n", Kind.VERSION),
            Map.entry("HTTP/2.0 200 OK\r\n\r\n", Kind.VERSION),
            Map.entry("HTTP/1.x 200 OK\r\n\r\n", Kind.VERSION),
            Map.entry("HTTP/1.1\t200 OK\r\n\r\n", Kind.VERSION),
            Map.entry("HTTP/1.1  200 OK\r\n\r\n", Kind.STATUS),
            Map.entry("HTTP/1.1 099 OK\r\n\r\n", Kind.STATUS),
            Map.entry("HTTP/1.1 99 OK\r\n\r\n", Kind.STATUS),
            Map.entry("HTTP/1.1 1000 OK\r\n\r\n", Kind.STATUS),
            Map.entry("HTTP/1.1 2\u00b20 OK\r\n\r\n", Kind.STATUS),
            Map.entry("HTTP/1.1 200\tOK\r\n\r\n", Kind.STATUS),
            Map.entry("HTTP/1.1 200\0OK\r\n\r\n", Kind.CONTROL),
            Map.entry("HTTP/1.1 200 O\u0001K\r\n\r\n", Kind.CONTROL),
            Map.entry("HTTP/1.1 200 O\rK\r\n\r\n", Kind.BARE_CR),
            Map.entry("HTTP/1.1 200 OK\r\nA : b\r\n\r\n", Kind.FIELD_NAME),
            Map.entry("HTTP/1.1 200 OK\r\nA: b\u0000\r\n\r\n", Kind.CONTROL),
            Map.entry("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n", Kind.CONTENT_LENGTH),
            Map.entry("HTTP/1.1 101 x\r\n\r\n", Kind.UPGRADE),
            Map.entry("HTTP/1.1 101 x\r\nUpgrade: a\r\n\r\n", Kind.UPGRADE),
            Map.entry("HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", Kind.UPGRADE),
            Map.entry("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", Kind.UPGRADE),
            Map.entry("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", Kind.TRANSFER_ENCODING),
            Map.entry("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", Kind.TRANSFER_ENCODING)));

    @Test
    void everyLegalResponseIsUnderstoodHoweverItArrives() {
        LEGAL.forEach((text, result) -> {
            byte[] wire = Wire.bytes(text);

            assertEquals(result + " rest=0", Wire.read(new Wire.Response(), wire), text);
            assertEquals(result + " rest=0", Wire.read(new Wire.Response(), wire, Wire.everywhere(wire.length)), text);

            for (int[] cuts : Wire.cuts(wire.length))
                assertEquals(result + " rest=0", Wire.read(new Wire.Response(), wire, cuts), text);
        });
    }

    @Test
    void everyIllegalResponseIsRefusedAtTheSameByteHoweverItArrives() {
        ILLEGAL.forEach((text, kind) -> {
            byte[] wire = Wire.bytes(text);

            String whole = Wire.read(new Wire.Response(), wire);

            assertEquals("Fault[kind=" + kind + ",", whole.split(" ", 2)[0], text);
            for (int[] cuts : Wire.cuts(wire.length))
                assertEquals(whole, Wire.read(new Wire.Response(), wire, cuts), text);
        });
    }

    @Test
    void aResponseHeadOverTheLimitIsTooLarge() {
        var reading = new Wire.Response(new HeadLimits(100, 5));

        assertEquals("TOO_LARGE", Wire.read(reading, Wire.bytes("HTTP/1.1 200 OK\r\nA: " + "b".repeat(100))));
    }

    @Test
    void interimResponsesAreReadOneAfterTheOther() {
        var reading = new Wire.Response();

        String first = Wire.read(reading, Wire.bytes("HTTP/1.1 103 E\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"));

        assertEquals("1.1 103 [E] | Link: a || rest=19", first);
        assertEquals("1.1 200 [OK] || rest=0", Wire.read(reading, Wire.bytes("HTTP/1.1 200 OK\r\n\r\n")));
    }
}
