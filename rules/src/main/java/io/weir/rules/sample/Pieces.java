package io.weir.rules.sample;

import org.jspecify.annotations.Nullable;

/**
 * The converters {@code field} and {@code word}: pieces of a text between delimiters.
 *
 * @param index 1: the first piece, -1: the last, never 0
 * @param delimiters each of these characters is one
 * @param count how many pieces to take, from there on away from the end that was counted from; 0: all
 *     <p>Any thread; immutable.
 */
record Pieces(int index, String delimiters, int count) {
    static Pieces of(Arguments arguments) throws BadArgumentException {
        long index = arguments.number(0);
        long count = arguments.number(2, 1);
        if (index == 0 || index != (int) index) throw new BadArgumentException("index " + index, "not 0");
        if (count != (int) count) throw new BadArgumentException("count " + count, "0 or more");
        if (arguments.text(1).isEmpty())
            throw new BadArgumentException("there are no delimiters", "one or more characters");
        return new Pieces((int) index, arguments.text(1), Math.max(0, (int) count)); // HAProxy takes less than 0 for 0
    }

    /** Every delimiter ends a field, so there are empty ones; null when there are too few. */
    @Nullable String field(String text) {
        return index > 0 ? fieldFromStart(text) : fieldFromEnd(text);
    }

    private @Nullable String fieldFromStart(String text) {
        int field = 1;
        int start = 0;
        int left = count;
        for (int end = 0; end < text.length(); end++) {
            if (!delimits(text.charAt(end))) continue;
            if (field < index) {
                field++;
                start = end + 1;
            } else if (--left == 0) return text.substring(start, end);
        }
        return field == index ? text.substring(start) : null;
    }

    private @Nullable String fieldFromEnd(String text) {
        int field = -1;
        int end = text.length();
        int left = count;
        for (int start = end; start > 0; start--) {
            if (!delimits(text.charAt(start - 1))) continue;
            if (field > index) {
                field--;
                end = start - 1;
            } else if (--left == 0) return text.substring(start, end);
        }
        return field == index ? text.substring(0, end) : null;
    }

    /** Runs of delimiters separate words, so there are no empty ones; empty when there are too few. */
    String word(String text) {
        return index > 0 ? wordFromStart(text) : wordFromEnd(text);
    }

    private String wordFromStart(String text) {
        int at = 0;
        int first = -1;
        for (int word = 1; ; word++) {
            while (at < text.length() && delimits(text.charAt(at))) at++;
            if (at == text.length()) return first < 0 ? "" : text.substring(first);
            if (word == index) first = at;
            while (at < text.length() && !delimits(text.charAt(at))) at++;
            if (count > 0 && word == index + count - 1) return text.substring(first, at);
        }
    }

    private String wordFromEnd(String text) {
        int at = text.length();
        int last = -1;
        for (int word = -1; ; word--) {
            while (at > 0 && delimits(text.charAt(at - 1))) at--;
            if (at == 0) return last < 0 ? "" : text.substring(0, last);
            if (word == index) last = at;
            while (at > 0 && !delimits(text.charAt(at - 1))) at--;
            if (count > 0 && word == index - count + 1) return text.substring(at, last);
        }
    }

    private boolean delimits(char c) {
        return delimiters.indexOf(c) >= 0;
    }
}
