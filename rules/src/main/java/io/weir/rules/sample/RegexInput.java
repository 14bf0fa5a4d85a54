package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Bytes as a regular expression reads them, with an end to the patience. Loop-confined. */
final class RegexInput implements CharSequence {
    /** Reads after which a search is given up: some milliseconds. */
    static final int MAX_STEPS = 1_000_000;

    private byte[] bytes;
    private int start;
    private int end;
    private int steps;

    RegexInput(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }

    /** Other bytes, and patience anew. */
    void set(byte[] other, int otherStart, int otherEnd) {
        bytes = other;
        start = otherStart;
        end = otherEnd;
        steps = 0;
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public char charAt(int index) {
        if (++steps > MAX_STEPS) throw new TooManySteps();
        return (char) (bytes[start + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new String(bytes, start + from, to - from, ISO_8859_1);
    }

    @Override
    public String toString() {
        return new String(bytes, start, end - start, ISO_8859_1);
    }

    /** The search takes too long. Traffic can cause it, so it carries no stack trace. */
    static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
