package io.weir.engine.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.netty.buffer.Unpooled;
import io.weir.engine.frontend.ProxyHeaderReader.Complete;
import io.weir.engine.frontend.ProxyHeaderReader.Incomplete;
import io.weir.engine.frontend.ProxyHeaderReader.Refused;
import io.weir.rules.HandshakeFault;
import io.weir.rules.ProxyHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderReaderTest {
    private static final int MAX_BYTES = 1000;
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    /** From 1.2.3.4:1111 to 5.6.7.8:2222. */
    private static final String V4 = "0102030405060708" + "045708ae";

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Version 2: version with command, family with protocol, and what follows the length. */
    private static byte[] bytes(String start, String rest) {
        return HexFormat.of().parseHex(SIGNATURE + start + "%04x".formatted(rest.length() / 2) + rest);
    }

    private static String field(int type, String value) {
        return "%02x%04x".formatted(type, value.length())
                + HexFormat.of().formatHex(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ProxyHeaderReader.Result read(byte[] bytes) {
        return ProxyHeaderReader.read(Unpooled.wrappedBuffer(bytes), MAX_BYTES);
    }

    private static ProxyHeader header(byte[] bytes) {
        return assertInstanceOf(Complete.class, read(bytes)).header();
    }

    private static HandshakeFault fault(byte[] bytes) {
        return assertInstanceOf(Refused.class, read(bytes)).fault();
    }

    /** What is behind it is nobody's business here. */
    private static void staysIncompleteUntilItsLastByte(byte[] header) {
        for (int length = 1; length < header.length; length++)
            assertInstanceOf(Incomplete.class, read(Arrays.copyOf(header, length)), "after byte " + length);
        assertEquals(
                header.length, assertInstanceOf(Complete.class, read(header)).bytes());
        assertEquals(
                header.length,
                assertInstanceOf(Complete.class, read(Arrays.copyOf(header, header.length + 9)))
                        .bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 1.2.3.4 5.6.7.8 1111 2222, /1.2.3.4:1111, /5.6.7.8:2222",
        "PROXY TCP4 255.255.255.255 0.0.0.0 65535 0, /255.255.255.255:65535, /0.0.0.0:0",
        "PROXY TCP6 2001:db8::1 ::1 1111 2222, '/[2001:db8:0:0:0:0:0:1]:1111', '/[0:0:0:0:0:0:0:1]:2222'",
        "PROXY TCP6 ::ffff:1.2.3.4 ::2 1 2, /1.2.3.4:1, '/[0:0:0:0:0:0:0:2]:2'",
        "PROXY UNKNOWN,,"
    })
    void aLineSaysWhereAClientComesFromAndWhereItWent(String line, String source, String destination) {
        ProxyHeader header = header(line(line));

        assertEquals(source, header.source() == null ? null : header.source().toString());
        assertEquals(
                destination,
                header.destination() == null ? null : header.destination().toString());
        staysIncompleteUntilItsLastByte(line(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 1.2.3.4 5.6.7.8 1111",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1111 2222 3",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1111 2222 ",
                "PROXY TCP4  1.2.3.4 5.6.7.8 1111 2222",
                "PROXY TCP4 1.2.3.4 5.6.7.8 65536 2222",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1111 -1",
                "PROXY TCP4 1.2.3.4 5.6.7.8 01111 2222",
                "PROXY TCP4 1.2.3.4 5.6.7.8  2222",
                "PROXY TCP4 1.2.3 5.6.7.8 1111 2222",
                "PROXY TCP4 1.2.3.256 5.6.7.8 1111 2222",
                "PROXY TCP4 01.2.3.4 5.6.7.8 1111 2222",
                "PROXY TCP4 1..3.4 5.6.7.8 1111 2222",
                "PROXY TCP4 1.2.3.4.5 5.6.7.8 1111 2222",
                "PROXY TCP4 ::1 ::2 1 2",
                "PROXY TCP6 1.2.3.4 ::2 1 2",
                "PROXY TCP6 fe80::1%lo ::2 1 2",
                "PROXY TCP6 ::1 ::2 1 2 3",
                "PROXY TCP6 ::1::2 ::2 1 2",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1111 2222\r"
            })
    void aLineThatIsNotExactlyAsItShouldBeIsRefused(String line) {
        assertEquals(HandshakeFault.BAD_HEADER, fault(line(line)));
    }

    @Test
    void aLineThatEndsWithLfAloneOrNeverIsRefused() {
        byte[] withoutCr = "PROXY UNKNOWN\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] endless = ("PROXY TCP6 " + "1".repeat(96)).getBytes(StandardCharsets.ISO_8859_1);

        assertEquals(HandshakeFault.BAD_HEADER, fault(withoutCr));
        assertEquals(107, endless.length);
        assertInstanceOf(Incomplete.class, read(Arrays.copyOf(endless, 106)));
        assertEquals(HandshakeFault.BAD_HEADER, fault(endless));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PROXY TCP5 1.2.3.4 5.6.7.8 1 2", "PROXY UNKNOWN 1.2.3.4 5.6.7.8 1 2", "PROXY ", "PROXY tcp4"})
    void aProtocolThatNobodyKnowsIsRefused(String line) {
        assertEquals(HandshakeFault.UNKNOWN_PROTOCOL, fault(line(line)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "proxy TCP4", "PROXX", "a", "\r\n\r\n\0\r\nQUIX"})
    void whatIsNoHeaderIsRefusedAtItsFirstWrongByte(String text) {
        assertEquals(HandshakeFault.NO_HEADER, fault(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void bytesSayWhereAClientComesFromAndWhereItWent() {
        byte[] v6 = bytes("2121", "20010db8000000000000000000000001" + "0".repeat(31) + "1" + "045708ae");

        assertEquals("/1.2.3.4:1111", "" + header(bytes("2111", V4)).source());
        assertEquals("/5.6.7.8:2222", "" + header(bytes("2111", V4)).destination());
        assertEquals("/[2001:db8:0:0:0:0:0:1]:1111", "" + header(v6).source());
        staysIncompleteUntilItsLastByte(bytes("2111", V4));
        staysIncompleteUntilItsLastByte(v6);
    }

    @Test
    void fieldsSayTheAuthorityAndTheUniqueIdAndTheLastOfEachCounts() {
        String fields = field(5, "first") + field(4, "padding") + field(2, "a.example") + field(5, "second");

        ProxyHeader header = header(bytes("2111", V4 + fields));

        assertEquals("a.example", header.authority());
        assertEquals("second", header.uniqueId());
        staysIncompleteUntilItsLastByte(bytes("2111", V4 + fields));
    }

    @Test
    void aLocalConnectionKeepsItsAddressesWhateverStandsInItsHeader() {
        assertEquals(ProxyHeader.LOCAL, header(bytes("2000", "")));
        assertEquals(ProxyHeader.LOCAL, header(bytes("2011", V4 + field(5, "id"))));
        assertEquals(ProxyHeader.LOCAL, header(bytes("2031", "ffff")));
    }

    @ParameterizedTest
    @CsvSource({
        "2211, ", // a command that there is not
        "2112, ", // UDP
        "2131, ", // unix sockets
        "2100, " // none
    })
    void bytesAboutSomethingElseThanTcpAreRefused(String start) {
        assertEquals(HandshakeFault.BAD_HEADER, fault(bytes(start, "00".repeat(216))));
    }

    @Test
    void bytesThatAreTooFewForWhatTheySayAreRefused() {
        assertEquals(HandshakeFault.BAD_HEADER, fault(bytes("2111", V4.substring(2))));
        assertEquals(HandshakeFault.BAD_HEADER, fault(bytes("2121", V4)));
        assertEquals(HandshakeFault.BAD_HEADER, fault(bytes("2111", V4 + "0500")));
        assertEquals(HandshakeFault.BAD_HEADER, fault(bytes("2111", V4 + "05000441424d")));
        assertEquals(HandshakeFault.BAD_HEADER, fault(bytes("2111", V4 + "030003414243")));
    }

    @Test
    void fieldsAndHeadersHaveALimit() {
        assertEquals(
                "u".repeat(128),
                header(bytes("2111", V4 + field(5, "u".repeat(128)))).uniqueId());
        assertEquals(HandshakeFault.BAD_HEADER, fault(bytes("2111", V4 + field(5, "u".repeat(129)))));
        assertEquals(
                "a".repeat(255),
                header(bytes("2111", V4 + field(2, "a".repeat(255)))).authority());
        assertEquals(HandshakeFault.BAD_HEADER, fault(bytes("2111", V4 + field(2, "a".repeat(256)))));
        assertEquals(HandshakeFault.HEADER_TRUNCATED, fault(bytes("2111", V4 + field(4, "n".repeat(MAX_BYTES)))));
    }

    @Test
    void anotherVersionIsNoHeader() {
        assertEquals(HandshakeFault.NO_HEADER, fault(bytes("1111", V4)));
        assertEquals(HandshakeFault.NO_HEADER, fault(Arrays.copyOf(bytes("3111", V4), 13)));
    }

    @Test
    void aChecksumIsCheckedWhereThereIsOne() {
        byte[] header = bytes("2111", V4 + "03000400000000" + field(5, "id"));
        var crc = new CRC32C();
        crc.update(header);
        var checked = new ByteArrayOutputStream();
        checked.writeBytes(bytes("2111", V4 + "030004%08x".formatted(crc.getValue()) + field(5, "id")));

        assertEquals("id", header(checked.toByteArray()).uniqueId());
        assertEquals(HandshakeFault.BAD_HEADER, fault(header));
        staysIncompleteUntilItsLastByte(checked.toByteArray());
    }
}
