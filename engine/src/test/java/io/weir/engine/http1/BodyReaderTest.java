package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.engine.http1.Fault.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
    private static final int LIMIT = 60;

    /** Chunked bodies and their content. */
    private static final Map<String, String> LEGAL = new TreeMap<>(Map.ofEntries(
            Map.entry("0\r\n\r\n", ""),
            Map.entry("2\r\nab\r\n0\r\n\r\n", "ab"),
            Map.entry("00A\r\n0123456789\r\nb\r\nabcdefghijk\r\n000\r\n\r\n", "0123456789abcdefghijk"),
            Map.entry("0000000000000002\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
            Map.entry("2;a\r\nab\r\n0;b=\"c d\"\t;\u00e4\r\n\r\n", "ab"),
            Map.entry("1;a=\"b\\\";c\";d=\"\"\r\na\r\n0\r\n\r\n", "a"),
            Map.entry("2  \r\nab\r\n0\t;x\r\n\r\n", "ab"),
            Map.entry("1\r\na\r\n0\r\nX-Sum: 7\r\nY:\r\nZ: \u00e4\t\r\n\r\n", "a")));

    /** Chunked bodies, the kind of fault, and the number of legal bytes before it. */
    private static final List<Bad> ILLEGAL = List.of(
            new Bad("zz\r\n", Kind.CHUNK_SIZE, 0),
            new Bad("-4\r\n", Kind.CHUNK_SIZE, 0),
            new Bad("+4\r\n", Kind.CHUNK_SIZE, 0),
            new Bad(" 4\r\n", Kind.CHUNK_SIZE, 0),
            new Bad("\r\n", Kind.CHUNK_SIZE, 0),
            new Bad(";a\r\n", Kind.CHUNK_SIZE, 0),
            new Bad("0x2\r\n", Kind.CHUNK_SIZE, 1),
            new Bad("2\nab", Kind.CHUNK_SIZE, 1),
            new Bad("2 3\r\n", Kind.CHUNK_SIZE, 2),
            new Bad("2\rab", Kind.CHUNK_SIZE, 2),
            new Bad("2,\r\n", Kind.CHUNK_SIZE, 1),
            new Bad("2;a\nab", Kind.CHUNK_SIZE, 3),
            new Bad("2;a\u0001", Kind.CHUNK_SIZE, 3),
            new Bad("2;a\rb", Kind.CHUNK_SIZE, 4),
            new Bad("2;a=\"b\r\nab\r\n", Kind.CHUNK_SIZE, 6),
            new Bad("2;a=\"b\\\"\r\nab\r\n", Kind.CHUNK_SIZE, 8),
            new Bad("2;\u007f", Kind.CHUNK_SIZE, 2),
            new Bad("10000000000000\r\n", Kind.CHUNK_SIZE, 13),
            new Bad("ffffffffffffffff\r\n", Kind.CHUNK_SIZE, 13),
            new Bad("00000000000000002\r\n", Kind.CHUNK_SIZE, 16),
            new Bad("2\r\nabc\r\n", Kind.CHUNK_END, 5),
            new Bad("2\r\nab\n0\r\n\r\n", Kind.CHUNK_END, 5),
            new Bad("2\r\nab\rX", Kind.CHUNK_END, 6),
            new Bad("0\r\n\n", Kind.TRAILER, 3),
            new Bad("0\r\n\rX", Kind.TRAILER, 4),
            new Bad("0\r\nA b\r\n\r\n", Kind.TRAILER, 4),
            new Bad("0\r\n: b\r\n\r\n", Kind.TRAILER, 3),
            new Bad("0\r\nA\r\n\r\n", Kind.TRAILER, 4),
            new Bad("0\r\nA: b\n\r\n", Kind.TRAILER, 7),
            new Bad("0\r\nA: b\r\n c\r\n\r\n", Kind.TRAILER, 9),
            new Bad("0\r\nA: b\0\r\n", Kind.TRAILER, 7),
            new Bad("0\r\nA: b\rc\r\n", Kind.TRAILER, 8),
            new Bad("0\r\nTransfer-encoding: chunked\r\n\r\n", Kind.TRAILER, 20),
            new Bad("0\r\nA: b\r\ncontent-LENGTH: 5\r\n\r\n", Kind.TRAILER, 23),
            new Bad("0\r\nHost: x\r\n\r\n", Kind.TRAILER, 7),
            new Bad("1;" + "x".repeat(LIMIT + 1), Kind.CHUNK_SIZE, 2 + LIMIT),
            new Bad("0\r\nA:" + "x".repeat(LIMIT), Kind.TRAILER, 4 + LIMIT),
            new Bad("0\r\nA:\r\n" + "B:x\r\n".repeat(LIMIT / 2), Kind.TRAILER, 3 + 4 + 29 * 5 + 2));

    private record Bad(String wire, Kind kind, int legalBytes) {}

    @Test
    void aChunkedBodyPassesUnchangedHoweverItArrives() {
        LEGAL.forEach((text, content) -> {
            byte[] wire = Wire.bytes(text + "GET");
            for (int[] cuts : Wire.cuts(wire.length)) assertEquals(text, passed(wire, cuts));
            assertEquals(text, passed(wire, Wire.everywhere(wire.length)));
        });
    }

    @Test
    void theContentOfAChunkedBodyCanBeTakenOutHoweverItArrives() {
        LEGAL.forEach((text, content) -> {
            byte[] wire = Wire.bytes(text + "GET");
            assertEquals(content, content(wire));
            for (int[] cuts : Wire.cuts(wire.length)) assertEquals(content, content(wire, cuts));
        });
    }

    @Test
    void anIllegalByteIsNeverPassedOnHoweverTheBodyArrives() {
        for (var bad : ILLEGAL) {
            byte[] wire = Wire.bytes(bad.wire());
            String expected = bad.wire().substring(0, bad.legalBytes()) + "!" + bad.kind() + "@" + bad.legalBytes();
            assertEquals(expected, passed(wire));
            for (int[] cuts : Wire.cuts(wire.length)) assertEquals(expected, passed(wire, cuts));
        }
    }

    @Test
    void aBadBodyStaysBad() {
        var body = new BodyReader(LIMIT);
        body.start(BodyFraming.CHUNKED, -1);
        ByteBuf in = Unpooled.wrappedBuffer(Wire.bytes("x"));

        assertEquals(0, body.scan(in));
        assertEquals(0, body.scan(in));

        assertTrue(body.bad());
        assertFalse(body.done());
    }

    @Test
    void theChunksOfABigBodyAreCountedWithoutBeingLookedAt() {
        var body = new BodyReader(LIMIT);
        body.start(BodyFraming.CHUNKED, -1);
        ByteBuf in = Unpooled.wrappedBuffer(Wire.bytes("fffffffffffff\r\n" + "x".repeat(1000)));

        assertEquals(1015, body.scan(in));

        assertEquals(1000, body.contentBytes());
        assertEquals(1015, body.wireBytes());
        assertFalse(body.done());
    }

    @Test
    void aBodyWithALengthEndsThere() {
        var body = new BodyReader(LIMIT);
        body.start(BodyFraming.LENGTH, 5);
        ByteBuf in = Unpooled.wrappedBuffer(Wire.bytes("abcdefg"));

        assertEquals(3, body.scan(in.readSlice(3)));
        assertFalse(body.done());
        assertEquals(2, body.scan(in));

        assertTrue(body.done());
        assertEquals(0, body.scan(in));
        assertEquals(5, body.wireBytes());
        assertEquals(5, body.contentBytes());
    }

    @Test
    void aBodyOfLengthZeroIsDoneAtOnce() {
        var body = new BodyReader(LIMIT);

        body.start(BodyFraming.LENGTH, 0);

        assertTrue(body.done());
    }

    @Test
    void aBodyOfMoreThanTwoGigabytesIsCountedRightly() {
        var body = new BodyReader(LIMIT);
        body.start(BodyFraming.LENGTH, Long.MAX_VALUE);

        assertEquals(4, body.scan(Unpooled.wrappedBuffer(new byte[4])));

        assertFalse(body.done());
    }

    @Test
    void aBodyWithoutFramingLastsUntilTheConnectionCloses() {
        for (var framing : List.of(BodyFraming.UNTIL_CLOSE, BodyFraming.TUNNEL)) {
            var body = new BodyReader(LIMIT);
            body.start(framing, -1);

            assertEquals(3, body.scan(Unpooled.wrappedBuffer(new byte[3])));
            assertFalse(body.done());
            body.closed();

            assertTrue(body.done());
            assertEquals(3, body.wireBytes());
        }
    }

    @Test
    void aCloseDoesNotCompleteABodyThatSaysWhereItEnds() {
        var body = new BodyReader(LIMIT);
        body.start(BodyFraming.LENGTH, 5);
        body.closed();
        assertFalse(body.done());

        body.start(BodyFraming.CHUNKED, -1);
        body.closed();

        assertFalse(body.done());
    }

    @Test
    void aReaderIsReusedFromBodyToBody() {
        var body = new BodyReader(LIMIT);
        body.start(BodyFraming.CHUNKED, -1);
        body.scan(Unpooled.wrappedBuffer(Wire.bytes("zz")));

        body.start(BodyFraming.CHUNKED, -1);
        assertEquals(5, body.scan(Unpooled.wrappedBuffer(Wire.bytes("0\r\n\r\nGET"))));
        assertTrue(body.done());
        body.start(BodyFraming.NONE, -1);

        assertTrue(body.done());
        assertFalse(body.bad());
        assertEquals(0, body.scan(Unpooled.wrappedBuffer(Wire.bytes("GET"))));
        assertEquals(BodyFraming.NONE, body.framing());
    }

    @Test
    void aFaultThatIsNotThereCannotBeAskedFor() {
        assertThrows(IllegalStateException.class, () -> new BodyReader(LIMIT).fault());
    }

    private static String passed(byte[] wire, int... cuts) {
        var body = new BodyReader(LIMIT);
        body.start(BodyFraming.CHUNKED, -1);
        var passed = new StringBuilder();
        ByteBuf in = Unpooled.buffer();
        int from = 0;
        for (int cut : Wire.ends(wire, cuts)) {
            in.writeBytes(wire, from, cut - from);
            from = cut;
            passed.append(in.readCharSequence(body.scan(in), ISO_8859_1));
            assertTrue(body.done() || body.bad() || !in.isReadable());
            assertEquals(passed.length(), body.wireBytes());
        }
        if (body.bad())
            passed.append('!')
                    .append(body.fault().kind())
                    .append('@')
                    .append(body.fault().offset());
        else assertTrue(body.done());
        return passed.toString();
    }

    private static String content(byte[] wire, int... cuts) {
        var body = new BodyReader(LIMIT);
        body.start(BodyFraming.CHUNKED, -1);
        var content = new StringBuilder();
        ByteBuf in = Unpooled.buffer();
        int from = 0;
        for (int cut : Wire.ends(wire, cuts)) {
            in.writeBytes(wire, from, cut - from);
            from = cut;
            for (int n = body.content(in); n > 0; n = body.content(in))
                content.append(in.readCharSequence(n, ISO_8859_1));
        }
        assertTrue(body.done());
        assertEquals("GET", in.toString(ISO_8859_1));
        assertEquals(content.length(), body.contentBytes());
        assertEquals(wire.length - 3, body.wireBytes());
        return content.toString();
    }
}
