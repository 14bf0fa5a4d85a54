package io.weir.engine.http1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Classes of bytes, and searches that look at eight bytes at a time. The searches may read up to {@link #SLACK} bytes
 * behind their end. Any thread.
 */
final class Octets {
    /** Bytes that an array must have behind the end of a search. */
    static final int SLACK = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final boolean[] TOKEN = tokenTable();

    private Octets() {}

    /** Whether a byte may stand in a token (RFC 9110 section 5.6.2). */
    static boolean token(byte b) {
        return TOKEN[b & 0xff];
    }

    /** The first index from {@code from} with a byte under 0x20 or 0x7f, or {@code end}. */
    static int control(byte[] bytes, int from, int end) {
        for (int i = from; i < end; ) {
            long word = (long) LONG.get(bytes, i);
            // marks bytes over 0x7f too; neither borrow nor carry can come from bytes before the first one marked
            long hits = (word - ONES * 0x20 | word + ONES) & HIGHS;
            if (hits == 0) {
                i += 8;
                continue;
            }
            i += Long.numberOfTrailingZeros(hits) >>> 3;
            if (i >= end) break;
            if (bytes[i] >= 0) return i;
            i++;
        }
        return end;
    }

    /** The first index from {@code from} with a byte outside 0x21 to 0x7e or a {@code #}, or {@code end}. */
    static int notTarget(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i += 8) {
            long word = (long) LONG.get(bytes, i);
            long del = word ^ (ONES * 0x7f);
            long hash = word ^ (ONES * '#');
            long hits = ((word - ONES * 0x21) | word | (del - ONES) & ~del | (hash - ONES) & ~hash) & HIGHS;
            if (hits != 0) return Math.min(i + (Long.numberOfTrailingZeros(hits) >>> 3), end);
        }
        return end;
    }

    /**
     * The first index from {@code from} with a byte that may not stand in a token. There is one: the bytes end with a CR
     * or an LF.
     */
    static int notToken(byte[] bytes, int from) {
        for (int i = from; ; i++) {
            i = notLetter(bytes, i);
            if (!TOKEN[bytes[i] & 0xff]) return i;
        }
    }

    /** The first index from {@code from} with a colon, a blank or a control; see {@link #notToken(byte[], int)}. */
    static int notVisible(byte[] bytes, int from) {
        int i = from;
        while (bytes[i] != ':' && bytes[i] != 0x7f && (bytes[i] > ' ' || bytes[i] < 0)) i++;
        return i;
    }

    /** The first index from {@code from} with a byte that may not stand in a token, or {@code end}. */
    static int notToken(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && TOKEN[bytes[i] & 0xff]) i++;
        return i;
    }

    /** The first index from {@code from} with neither a letter nor a hyphen: where most tokens end. */
    private static int notLetter(byte[] bytes, int from) {
        for (int i = from; ; i += 8) {
            long word = (long) LONG.get(bytes, i);
            long lower = word | ONES * 0x20;
            long letters = lower + ONES * (0x80 - 'a') & ~(lower + ONES * (0x80 - 'z' - 1));
            long others = word ^ ONES * '-';
            long hyphens = ~((others & ~HIGHS) + ~HIGHS | others);
            long hits = ~(letters | hyphens) & HIGHS | word & HIGHS;
            if (hits != 0) return i + (Long.numberOfTrailingZeros(hits) >>> 3);
        }
    }

    /** The eight bytes at {@code at}, the first one lowest, with the letters in lower case. */
    static long lowerWord(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at) | ONES * 0x20;
    }

    /** The {@code n} bytes at {@code at}, 1 to 7 of them, the first one lowest, with the letters in lower case. */
    static long lowerWord(byte[] bytes, int at, int n) {
        return lowerWord(bytes, at) & (1L << 8 * n) - 1;
    }

    /** The eight bytes at {@code at}, the first one lowest. */
    static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** An ASCII text of up to eight characters as {@link #word} reads it. */
    static long word(String text) {
        long word = 0;
        for (int i = text.length() - 1; i >= 0; i--) word = word << 8 | text.charAt(i);
        return word;
    }

    /** Whether {@code bytes} from start to end are {@code lower}, a text in lower case, in whatever case. */
    static boolean is(byte[] bytes, int start, int end, String lower) {
        if (end - start != lower.length()) return false;
        for (int i = 0; i < lower.length(); i++) {
            int c = bytes[start + i];
            if (c >= 'A' && c <= 'Z') c |= 0x20;
            if (c != lower.charAt(i)) return false;
        }
        return true;
    }

    /** Whether two stretches of the same array are equal without regard to the case of ASCII letters. */
    static boolean same(byte[] bytes, int start, int end, int otherStart, int otherEnd) {
        if (end - start != otherEnd - otherStart) return false;
        for (int i = start, j = otherStart; i < end; i++, j++) if (lower(bytes[i]) != lower(bytes[j])) return false;
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    private static boolean[] tokenTable() {
        boolean[] table = new boolean[256];
        for (char c = '0'; c <= '9'; c++) table[c] = true;
        for (char c = 'a'; c <= 'z'; c++) table[c] = table[c - 32] = true;
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) table[c] = true;
        return table;
    }
}
