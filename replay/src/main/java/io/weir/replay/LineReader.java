package io.weir.replay;

import io.weir.rules.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, one at a time, as ranges of one buffer that grows up to {@link #MAX_LINE_BYTES}; so the memory
 * does not depend on the length of the stream. Confined to the replaying thread.
 */
final class LineReader {
    /** Longest line in bytes. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int FIRST_BYTES = 1 << 16;

    private final InputStream in;
    private final String file;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int start;
    private int end;
    private int next;
    private int filled;
    private int number;
    private int indent;

    /** What was asked for last of the current line, since several readers look at one line; null: nothing yet. */
    private @Nullable String text;

    private @Nullable Charset textCharset;

    /** @param file as the user named it */
    LineReader(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    /**
     * Goes to the next line; false at the end of the stream.
     *
     * @throws BadLineException for one longer than {@link #MAX_LINE_BYTES}; the next call goes on behind it
     */
    boolean next() throws IOException, BadLineException {
        start = next;
        int scanned = next;
        while (true) {
            for (int i = scanned; i < filled; i++) if (bytes[i] == '\n') return line(i, i + 1);
            if (filled - start > MAX_LINE_BYTES) throw skipTooLong();
            scanned = fill();
            if (scanned < 0) return start < filled && line(filled, filled);
        }
    }

    /** The line without the blanks around it. */
    String text(Charset charset) {
        String known = text;
        if (known == null || !charset.equals(textCharset)) {
            text = known = new String(bytes, start, end - start, charset);
            textCharset = charset;
        }
        return known;
    }

    /** Whether that is its first character that is no blank. */
    boolean startsWith(char c) {
        return start < end && bytes[start] == c;
    }

    boolean isBlank() {
        return start == end;
    }

    /** The place of the line as a whole. */
    Place place() {
        return new Place(file, number, 0);
    }

    /** A place in the line: {@code index} characters behind the start of its text. */
    Place place(int index) {
        return new Place(file, number, indent + index + 1);
    }

    private boolean line(int lineEnd, int nextLine) {
        number++;
        text = null;
        next = nextLine;
        end = lineEnd;
        while (end > start && isBlank(bytes[end - 1])) end--;
        int lineStart = start;
        while (start < end && isBlank(bytes[start])) start++;
        indent = start - lineStart;
        return true;
    }

    /** Reads more bytes behind those that are there; returns the offset of the first new one, or -1 at the end. */
    private int fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, filled - start);
            filled -= start;
            next = start = 0;
        }
        if (filled == bytes.length) bytes = Arrays.copyOf(bytes, bytes.length * 2);
        int before = filled;
        int n = in.read(bytes, filled, bytes.length - filled);
        if (n < 0) return -1;
        filled += n;
        return before;
    }

    private BadLineException skipTooLong() throws IOException {
        number++;
        while (true) {
            filled = Math.max(0, in.read(bytes, 0, bytes.length));
            next = filled;
            for (int i = 0; i < filled; i++) {
                if (bytes[i] != '\n') continue;
                next = i + 1;
                break;
            }
            if (filled == 0 || next > 0 && bytes[next - 1] == '\n') break;
        }
        return new BadLineException(place(), "the line is too long", "at most " + MAX_LINE_BYTES + " bytes");
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
