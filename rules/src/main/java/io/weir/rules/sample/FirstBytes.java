package io.weir.rules.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With which two bytes the patterns of a list begin, roughly: one look at each byte of a text tells for nearly every
 * text that none of them is in it, however many they are. Any thread; immutable.
 */
final class FirstBytes {
    private static final int BITS = 1024;

    private final long[] pairs = new long[BITS / Long.SIZE];

    private FirstBytes() {}

    /** Those of the patterns; null when one is shorter, so that nothing can be told. */
    static @Nullable FirstBytes of(List<StoredPattern<byte[]>> patterns) {
        var first = new FirstBytes();
        for (var stored : patterns) {
            byte[] pattern = stored.pattern();
            if (pattern.length < 2) return null;
            int bit = bit(pattern[0], pattern[1]);
            first.pairs[bit / Long.SIZE] |= 1L << bit;
        }
        return first;
    }

    /**
     * False: no pattern begins anywhere in the text.
     *
     * @param folding each byte of the text as patterns have it
     */
    boolean mayBegin(byte[] folding, byte[] bytes, int start, int end) {
        if (start == end) return false;
        byte before = folding[bytes[start] & 0xff];
        for (int i = start + 1; i < end; i++) {
            byte c = folding[bytes[i] & 0xff];
            int bit = bit(before, c);
            if ((pairs[bit / Long.SIZE] >>> bit & 1) != 0) return true;
            before = c;
        }
        return false;
    }

    private static int bit(byte first, byte second) {
        return (first << 5 ^ second) & BITS - 1;
    }
}
