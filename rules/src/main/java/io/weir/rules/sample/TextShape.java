package io.weir.rules.sample;

/** How a text pattern fits a text (configuration manual section 7.1.3). Any thread. */
enum TextShape {
    WHOLE,
    PREFIX,
    SUFFIX,
    PART,
    /** Between slashes and question marks. */
    DIRECTORY,
    /** Between dots, colons, slashes and question marks. */
    DOMAIN;

    static TextShape of(MatchMethod method) {
        return switch (method) {
            case BEG -> PREFIX;
            case END -> SUFFIX;
            case SUB -> PART;
            case DIR -> DIRECTORY;
            case DOM -> DOMAIN;
            default -> WHOLE;
        };
    }

    /**
     * Whether the pattern fits.
     *
     * @param folding each byte of the text as it is to be compared
     */
    boolean fits(byte[] pattern, byte[] folding, byte[] bytes, int start, int end) {
        if (end - start < pattern.length) return false;
        return switch (this) {
            case WHOLE -> end - start == pattern.length && same(pattern, folding, bytes, start);
            case PREFIX -> same(pattern, folding, bytes, start);
            case SUFFIX -> same(pattern, folding, bytes, end - pattern.length);
            case PART -> isPart(pattern, folding, bytes, start, end);
            case DIRECTORY, DOMAIN -> isBetweenDelimiters(pattern, folding, bytes, start, end);
        };
    }

    /** The pattern as {@link #fits} wants it: delimiters around it do not count. */
    byte[] trimmed(byte[] pattern) {
        if (this != DIRECTORY && this != DOMAIN) return pattern;
        int start = 0;
        int end = pattern.length;
        while (start < end && delimits(pattern[start])) start++;
        while (end > start && delimits(pattern[end - 1])) end--;
        return java.util.Arrays.copyOfRange(pattern, start, end);
    }

    private static boolean same(byte[] pattern, byte[] folding, byte[] bytes, int at) {
        for (int i = 0; i < pattern.length; i++) if (folding[bytes[at + i] & 0xff] != pattern[i]) return false;
        return true;
    }

    private static boolean isPart(byte[] pattern, byte[] folding, byte[] bytes, int start, int end) {
        if (pattern.length == 0) return true;
        byte first = pattern[0];
        int last = end - pattern.length;
        for (int at = start; at <= last; at++)
            if (folding[bytes[at] & 0xff] == first && same(pattern, folding, bytes, at)) return true;
        return false;
    }

    private boolean isBetweenDelimiters(byte[] pattern, byte[] folding, byte[] bytes, int start, int end) {
        boolean atBoundary = true;
        for (int at = start; at <= end - pattern.length; at++) {
            if (at < end && delimits(bytes[at])) {
                atBoundary = true;
                continue;
            }
            if (!atBoundary) continue;
            int behind = at + pattern.length;
            if (same(pattern, folding, bytes, at) && (behind == end || delimits(bytes[behind]))) return true;
            atBoundary = false;
        }
        return false;
    }

    private boolean delimits(byte c) {
        return c == '/' || c == '?' || this == DOMAIN && (c == '.' || c == ':');
    }
}
