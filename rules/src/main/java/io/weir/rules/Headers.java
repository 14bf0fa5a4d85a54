package io.weir.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The field lines of one HTTP message, as offsets into the bytes of its head; there is no object per header. Changed
 * and added lines are appended to the same bytes in wire form ({@code name: value CR LF}), so that neighbouring lines
 * can be written with one copy. Names compare without regard to case (RFC 9110 section 5.1). Reused from message to
 * message. Loop-confined.
 */
public final class Headers {
    private static final int STRIDE = 4;
    private static final byte[] LOWER = lowerCaseTable();

    private byte[] bytes;
    private int used;
    private int[] lines = new int[STRIDE * 32];
    private int count;

    /** @param initialBytes room for the head at first, in bytes; it grows when needed */
    public Headers(int initialBytes) {
        bytes = new byte[initialBytes];
    }

    /** Forgets every line and every byte. */
    public void clear() {
        used = 0;
        count = 0;
    }

    /** The bytes behind all offsets; replaced when they grow. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of bytes in use. */
    public int used() {
        return used;
    }

    /** Makes room for {@code extra} more bytes behind {@link #used()}. */
    public void reserve(int extra) {
        if (bytes.length - used < extra) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + extra));
    }

    /** Counts {@code n} bytes that were written behind {@link #used()}. */
    public void advance(int n) {
        used += n;
    }

    /** Appends text (ISO 8859-1) and returns the offset of its first byte. */
    @SuppressWarnings("deprecation") // the one String.getBytes that copies without allocating
    public int append(String text) {
        reserve(text.length());
        int start = used;
        text.getBytes(0, text.length(), bytes, start);
        used += text.length();
        return start;
    }

    /** Adds a line whose bytes are already there. Offsets: starts are inclusive, ends exclusive. */
    public void line(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int at = count * STRIDE;
        if (at == lines.length) lines = Arrays.copyOf(lines, lines.length * 2);
        lines[at] = nameStart;
        lines[at + 1] = nameEnd;
        lines[at + 2] = valueStart;
        lines[at + 3] = valueEnd;
        count++;
    }

    /** Number of lines. */
    public int size() {
        return count;
    }

    public int nameStart(int i) {
        return lines[i * STRIDE];
    }

    public int nameEnd(int i) {
        return lines[i * STRIDE + 1];
    }

    public int valueStart(int i) {
        return lines[i * STRIDE + 2];
    }

    public int valueEnd(int i) {
        return lines[i * STRIDE + 3];
    }

    public String name(int i) {
        return text(nameStart(i), nameEnd(i));
    }

    public String value(int i) {
        return text(valueStart(i), valueEnd(i));
    }

    /** The bytes from start to end as text (ISO 8859-1). */
    public String text(int start, int end) {
        return new String(bytes, start, end - start, ISO_8859_1);
    }

    /** Index of the first line with that name at or after {@code from}, or -1. */
    public int find(String name, int from) {
        int length = name.length();
        for (int i = from; i < count; i++) {
            int start = lines[i * STRIDE];
            if (lines[i * STRIDE + 1] - start == length && equalsIgnoreCase(start, name)) return i;
        }
        return -1;
    }

    public boolean has(String name) {
        return find(name, 0) >= 0;
    }

    /** The last value of that name. */
    public @Nullable String get(String name) {
        for (int i = count - 1; i >= 0; i--) if (named(i, name)) return value(i);
        return null;
    }

    /** All values of that name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) values.add(value(i));
        return values;
    }

    /** Whether line {@code i} has that name. */
    public boolean named(int i, String name) {
        int start = nameStart(i);
        return nameEnd(i) - start == name.length() && equalsIgnoreCase(start, name);
    }

    /** Whether the value of line {@code i} is {@code text} without regard to the case of ASCII letters. */
    public boolean valueIs(int i, String text) {
        int start = valueStart(i);
        return valueEnd(i) - start == text.length() && equalsIgnoreCase(start, text);
    }

    /** Adds a line at the end. Legality is the caller's: see {@link Effects}. */
    public void add(String name, String value) {
        int nameStart = append(name);
        int nameEnd = used;
        append(": ");
        int valueStart = append(value);
        int valueEnd = used;
        append("\r\n");
        line(nameStart, nameEnd, valueStart, valueEnd);
    }

    /** Removes every line of that name and adds one at the end. */
    public void set(String name, String value) {
        remove(name);
        add(name, value);
    }

    /** Removes every line of that name; returns how many there were. */
    public int remove(String name) {
        int removed = 0;
        for (int i = find(name, 0); i >= 0; i = find(name, i)) {
            removeAt(i);
            removed++;
        }
        return removed;
    }

    public void removeAt(int i) {
        System.arraycopy(lines, (i + 1) * STRIDE, lines, i * STRIDE, (count - i - 1) * STRIDE);
        count--;
    }

    /** Gives line {@code i} another value and leaves it in its place. */
    public void replaceAt(int i, String value) {
        int nameLength = nameEnd(i) - nameStart(i);
        reserve(nameLength + value.length() + 4);
        System.arraycopy(bytes, nameStart(i), bytes, used, nameLength);
        lines[i * STRIDE] = used;
        used += nameLength;
        lines[i * STRIDE + 1] = used;
        append(": ");
        lines[i * STRIDE + 2] = append(value);
        lines[i * STRIDE + 3] = used;
        append("\r\n");
    }

    private boolean equalsIgnoreCase(int start, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 255 || LOWER[bytes[start + i] & 0xff] != LOWER[c]) return false;
        }
        return true;
    }

    private static byte[] lowerCaseTable() {
        byte[] table = new byte[256];
        for (int c = 0; c < 256; c++) table[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
        return table;
    }
}
