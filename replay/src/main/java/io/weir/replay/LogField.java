package io.weir.replay;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One item of a log format, as the reader of its lines sees it.
 *
 * @param item as the format writes it, such as {@code %ci}
 * @param shape what its text looks like
 * @param frame what its text stands in
 * @param decoder gives the value that was written
 * @param use what becomes of the value; null: nothing, it only has its place in the line
 *     <p>Any thread; immutable.
 */
record LogField(
        String item,
        Shape shape,
        Frame frame,
        UnaryOperator<String> decoder,
        @Nullable Use use) {
    /** Takes a value into the request that a line tells of. */
    @FunctionalInterface
    interface Use {
        void put(String value, LoggedRequest into);
    }

    /** What the text of an item stands in. */
    enum Frame {
        /** Nothing. */
        BARE,
        /** Nothing, and a dash is no value. */
        DASHED,
        /** Quotes, and none within. */
        QUOTED,
        /** Quotes, and perhaps some within. */
        LOOSELY_QUOTED,
        /** Nothing or, in a format that is JSON, its quotes; backslashes stand before those within. */
        ESCAPED,
        /** Quotes, with backslashes before those within. */
        ESCAPED_QUOTED;

        boolean isQuoted() {
            return this == QUOTED || this == LOOSELY_QUOTED || this == ESCAPED_QUOTED;
        }
    }

    /** What the text of an item may look like. */
    enum Shape {
        /** Anything. */
        TEXT(""),
        /** What is encoded as captured headers are. */
        HEADER("\"{|}"),
        /** A word, which holds no blank. */
        WORD(" "),
        /** Method, target and version. */
        REQUEST("\""),
        PATH(" \"?"),
        QUERY(" \""),
        ADDRESS(" \"[]{}/"),
        NUMBER(""),
        HEXADECIMAL(""),
        /** Such as {@code 06/Feb/2009:12:14:14.655}. */
        DATE(""),
        /** Such as {@code 06/Feb/2009:12:14:14 +0100}. */
        ZONED_DATE(""),
        /** Captured headers between braces. */
        BLOCK("");

        private static final int DATE_CHARACTERS = 24;
        private static final int ZONED_DATE_CHARACTERS = 26;

        /** What {@code +Q} makes of a number that nobody knows. */
        private static final String NOTHING = "\"\"";

        private final String without;

        /** @param without characters that it never holds */
        Shape(String without) {
            this.without = without;
        }

        boolean allows(char c) {
            return without.indexOf(c) < 0;
        }

        /** Whether the text alone tells where it ends. */
        boolean isMeasured() {
            return switch (this) {
                case NUMBER, HEXADECIMAL, DATE, ZONED_DATE, BLOCK, PATH, QUERY -> true;
                case TEXT, HEADER, WORD, REQUEST, ADDRESS -> false;
            };
        }

        /** Where the text ends that starts there; -1: there is none of this shape. Only of one that is measured. */
        int end(String text, int start) {
            return switch (this) {
                case NUMBER -> number(text, start);
                case HEXADECIMAL -> digits(text, start, 16);
                case DATE -> dateEnd(text, start, DATE_CHARACTERS);
                case ZONED_DATE -> dateEnd(text, start, ZONED_DATE_CHARACTERS);
                case BLOCK -> block(text, start);
                case PATH -> allowed(text, start);
                case QUERY -> text.startsWith("?", start) || text.startsWith("<", start) ? allowed(text, start) : start;
                case TEXT, HEADER, WORD, REQUEST, ADDRESS -> throw new IllegalStateException("no end of " + this);
            };
        }

        private int allowed(String text, int start) {
            int at = start;
            while (at < text.length() && allows(text.charAt(at))) at++;
            return at;
        }

        private static int number(String text, int start) {
            if (text.startsWith(NOTHING, start)) return start + NOTHING.length();
            boolean signed = start < text.length() && "+-".indexOf(text.charAt(start)) >= 0;
            int end = digits(text, signed ? start + 1 : start, 10);
            return end < 0 && signed && text.charAt(start) == '-' ? start + 1 : end;
        }

        private static int digits(String text, int start, int radix) {
            int at = start;
            while (at < text.length() && Character.digit(text.charAt(at), radix) >= 0) at++;
            if (at == start && radix == 16 && text.startsWith("-", start)) return start + 1;
            return at == start ? -1 : at;
        }

        private static int dateEnd(String text, int start, int length) {
            boolean date = start + length <= text.length()
                    && text.charAt(start + 2) == '/'
                    && text.charAt(start + 6) == '/'
                    && text.charAt(start + 11) == ':';
            return date ? start + length : -1;
        }

        private static int block(String text, int start) {
            int close = text.startsWith("{", start) ? text.indexOf('}', start) : -1;
            return close < 0 ? -1 : close + 1;
        }
    }

    /** Whether nothing more is needed behind its text to see where it ends. */
    boolean isDelimited() {
        return frame.isQuoted() || shape == Shape.BLOCK;
    }

    /** Whether the text itself tells where it ends; else what follows in the format does. */
    boolean isMeasured() {
        return frame == Frame.QUOTED || frame == Frame.ESCAPED_QUOTED || !frame.isQuoted() && shape.isMeasured();
    }

    /** Where its text ends, which starts there; -1: there is none. Only of one that is measured. */
    int end(String text, int start) {
        if (!frame.isQuoted()) return shape.end(text, start);
        if (!text.startsWith("\"", start)) return -1;
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') return at + 1;
            if (c == '\\' && frame == Frame.ESCAPED_QUOTED) at++;
        }
        return -1;
    }

    /**
     * How far from there its text may reach: the first index that belongs no more to it. Only of one that is not
     * measured.
     */
    int reach(String text, int start) {
        int at = start;
        if (frame == Frame.LOOSELY_QUOTED) return text.startsWith("\"", start) ? text.length() : start - 1;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean escape = c == '\\' && frame == Frame.ESCAPED;
            if (!shape.allows(c) && !escape || c == '"' && frame == Frame.ESCAPED) return at;
            if (escape) at++;
        }
        return Math.min(at, text.length());
    }

    /** The value in what stands from start to end; null: none. */
    @Nullable String value(String text, int start, int end) {
        int inner = frame.isQuoted() ? 1 : 0;
        String written = text.substring(start + inner, end - inner);
        boolean none = frame == Frame.DASHED && written.equals("-")
                || written.isEmpty() && shape == Shape.TEXT
                || shape == Shape.NUMBER && written.equals(Shape.NOTHING);
        return none ? null : decoder.apply(written);
    }
}
