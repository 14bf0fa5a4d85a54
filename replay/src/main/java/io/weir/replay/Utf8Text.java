package io.weir.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text on its way to a stream, already as UTF-8, whatever the terminal. Confined to the replaying thread. */
final class Utf8Text {
    private static final int FLUSH_BYTES = 1 << 16;

    private final OutputStream out;
    private byte[] bytes = new byte[2 * FLUSH_BYTES];
    private int length;

    Utf8Text(OutputStream out) {
        this.out = out;
    }

    Utf8Text append(String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    Utf8Text append(long number) {
        return append(Long.toString(number));
    }

    /** What traffic or a script wrote: it must not steer the terminal of whoever looks at it. */
    Utf8Text printable(String raw) {
        reserve(4 * raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= ' ' && c < 127) bytes[length++] = (byte) c;
            else escaped(c);
        }
        return this;
    }

    /** Blanks up to a column that is counted from {@code start}. */
    Utf8Text padTo(int column, int start) {
        reserve(column);
        while (length - start < column) bytes[length++] = ' ';
        return this;
    }

    /** Where the next character will stand; holds until the next {@link #endLine}. */
    int position() {
        return length;
    }

    void endLine() throws IOException {
        append("\n");
        if (length >= FLUSH_BYTES) flush();
    }

    void flush() throws IOException {
        out.write(bytes, 0, length);
        out.flush();
        length = 0;
    }

    private void escaped(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'x';
        bytes[length++] = (byte) Character.forDigit(c >> 4 & 15, 16);
        bytes[length++] = (byte) Character.forDigit(c & 15, 16);
    }

    private void reserve(int extra) {
        if (bytes.length - length < extra) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + extra));
    }
}
