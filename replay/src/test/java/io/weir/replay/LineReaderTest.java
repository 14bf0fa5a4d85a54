package io.weir.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any thread. */
final class LineReaderTest {
    @Test
    void aReaderGetsTheSameLinesHoweverTheStreamIsCut() throws Exception {
        String text = "one\n  two \r\n\n\tthree\n" + "x".repeat(100_000) + "\nlast";
        List<String> expected = List.of("1:one", "2:two", "3:", "4:three", "5:" + "x".repeat(100_000), "6:last");

        for (int piece : new int[] {1, 2, 3, 7, 1000, 65_536, 1 << 20}) {
            var lines = new LineReader(inPieces(text, piece), "f");
            assertEquals(expected, all(lines), "pieces of " + piece);
        }
    }

    @Test
    void aLineThatIsTooLongIsRefusedWithItsNumberAndTheNextOneIsRead() throws Exception {
        var lines = new LineReader(inPieces("a\n" + "x".repeat(3 * LineReader.MAX_LINE_BYTES) + "\nb\n", 50_000), "f");

        assertTrue(lines.next());
        var fault = assertThrows(BadLineException.class, lines::next);
        boolean more = lines.next();

        assertEquals(
                "f:2: error: the line is too long (expected at most 1048576 bytes)",
                fault.problem().toString());
        assertTrue(more);
        assertEquals("3:b", text(lines));
        assertFalse(lines.next());
    }

    @Test
    void aStreamWithoutAnyByteHasNoLine() throws Exception {
        assertFalse(new LineReader(inPieces("", 1), "f").next());
    }

    private static List<String> all(LineReader lines) throws IOException, BadLineException {
        List<String> all = new ArrayList<>();
        while (lines.next()) all.add(text(lines));
        return all;
    }

    private static String text(LineReader lines) {
        return lines.place().line() + ":" + lines.text(ISO_8859_1);
    }

    private static InputStream inPieces(String text, int piece) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, piece));
            }
        };
    }
}
