package io.weir.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The bytes of one direction that have come and are not passed on yet, as rules that look into content see them. In a
 * TCP proxy they are what the other side sent first, with HTTP what is there of a body. Loop-confined.
 */
public abstract class Content {
    /** Nothing has come, and nothing will. */
    public static final Content NONE = new Content() {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public byte at(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public boolean isFinal() {
            return true;
        }

        @Override
        public boolean isRaw() {
            return false;
        }
    };

    private boolean awaited;

    /** Bytes so far. */
    public abstract int length();

    /** @param index 0 to {@link #length()} - 1 */
    public abstract byte at(int index);

    /** Whether nothing will be added for the rules: all has come, no more fits, or the time to wait is over. */
    public abstract boolean isFinal();

    /** Whether they stand as they came, with whatever protocol they speak; else they are a body of HTTP. */
    public boolean isRaw() {
        return true;
    }

    /** Bytes that can be there at once; a fetch that wants more has no value. */
    public int capacity() {
        return Integer.MAX_VALUE;
    }

    /** Bytes that are there, and those that are known to follow. */
    public long announcedBytes() {
        return length();
    }

    /** The bytes from start to end as text (ISO 8859-1). */
    public final String text(int start, int end) {
        byte[] copy = new byte[end - start];
        for (int i = start; i < end; i++) copy[i - start] = at(i);
        return new String(copy, ISO_8859_1);
    }

    /** A fetch found less than it could use, or a value that more bytes would change. */
    public final void awaitMore() {
        if (!isFinal()) awaited = true; // what all share is final, and so stays as it is
    }

    /** Whether a fetch said so since this was asked last. */
    final boolean takeAwaited() {
        boolean was = awaited;
        awaited = false;
        return was && !isFinal();
    }
}
