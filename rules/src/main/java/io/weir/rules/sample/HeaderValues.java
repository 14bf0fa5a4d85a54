package io.weir.rules.sample;

import io.weir.rules.Headers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The values of a header: whole lines, or what stands between commas, without the blanks around it (RFC 9110 section
 * 5.6.1; commas in quoted strings do not separate). Any thread; immutable.
 *
 * @param name empty: all headers
 */
public record HeaderValues(String name, Split split) {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** What one value is. */
    public enum Split {
        COMMAS,
        LINES
    }

    /** Whether one of the values passes. */
    boolean any(Headers headers, TextTest test) {
        return walk(headers, 0, test) >= 0;
    }

    int count(Headers headers) {
        return (int) ~walk(headers, 0, null);
    }

    /**
     * Where the n-th value is.
     *
     * @param n from 1
     * @return see {@link #start} and {@link #end}; negative when there are fewer
     */
    public long nth(Headers headers, int n) {
        return n < 1 ? -1 : walk(headers, n, null);
    }

    public static int start(long value) {
        return (int) (value >> 32);
    }

    public static int end(long value) {
        return (int) value;
    }

    /**
     * Goes from value to value up to the one of that number, or to one that passes.
     *
     * @return where it is; when there is none, the complement of the number of values
     */
    private long walk(Headers headers, int number, @Nullable TextTest test) {
        byte[] bytes = headers.bytes();
        int seen = 0;
        for (int line = nextLine(headers, 0); line >= 0; line = nextLine(headers, line + 1)) {
            int lineEnd = headers.valueEnd(line);
            int from = headers.valueStart(line);
            while (from >= 0) {
                int to = split == Split.LINES ? lineEnd : commaAfter(bytes, from, lineEnd);
                int start = skipBlanks(bytes, from, to);
                int end = dropBlanks(bytes, start, to);
                if (++seen == number || test != null && test.passes(bytes, start, end)) return (long) start << 32 | end;
                from = to == lineEnd ? -1 : to + 1;
            }
        }
        return ~(long) seen;
    }

    private int nextLine(Headers headers, int from) {
        if (name.isEmpty()) return from < headers.size() ? from : -1;
        return headers.find(name, from);
    }

    /** Offset of the next separating comma, or the end. */
    private static int commaAfter(byte[] bytes, int from, int end) {
        boolean quoted = false;
        for (int i = behindPlain(bytes, from, end); i < end; i++) {
            byte c = bytes[i];
            if (c == '"') quoted = !quoted;
            else if (c == '\\' && quoted) i++;
            else if (c == ',' && !quoted) return i;
        }
        return end;
    }

    /** Goes over eight bytes at a time while there is neither comma nor quote among them: most values have none. */
    private static int behindPlain(byte[] bytes, int from, int end) {
        int at = from;
        for (; at + 8 <= end; at += 8) {
            long word = (long) WORD.get(bytes, at);
            long commas = word ^ ONES * ',';
            long quotes = word ^ ONES * '"';
            if (((commas - ONES & ~commas | quotes - ONES & ~quotes) & HIGHS) != 0) return at;
        }
        return at;
    }

    static int skipBlanks(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isBlank(bytes[at])) at++;
        return at;
    }

    static int dropBlanks(byte[] bytes, int start, int end) {
        int at = end;
        while (at > start && isBlank(bytes[at - 1])) at--;
        return at;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }
}
