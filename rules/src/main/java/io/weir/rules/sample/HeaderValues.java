package io.weir.rules.sample;

import io.weir.rules.Headers;

/**
 * Walks over the values of a header: whole lines, or what stands between commas, without the blanks around it (RFC 9110
 * section 5.6.1; commas in quoted strings do not separate). Made for one walk, for which the compiler usually needs no
 * object. Loop-confined.
 */
final class HeaderValues {
    /** What one value is. */
    enum Split {
        COMMAS,
        LINES
    }

    private final Headers headers;
    private final String name;
    private final Split split;
    private int line = -1;
    private int resume;
    private int lineEnd = -1;
    private int start;
    private int end;

    /** @param name empty: the lines of all headers */
    HeaderValues(Headers headers, String name, Split split) {
        this.headers = headers;
        this.name = name;
        this.split = split;
    }

    /** Goes to the next value. */
    boolean next() {
        if (split == Split.COMMAS && resume < lineEnd) {
            take(resume + 1);
            return true;
        }
        line = nextLine(line + 1);
        if (line < 0) return false;
        lineEnd = headers.valueEnd(line);
        take(headers.valueStart(line));
        return true;
    }

    /** Where the value begins in {@link Headers#bytes()}. */
    int start() {
        return start;
    }

    int end() {
        return end;
    }

    private int nextLine(int from) {
        if (name.isEmpty()) return from < headers.size() ? from : -1;
        return headers.find(name, from);
    }

    private void take(int from) {
        byte[] bytes = headers.bytes();
        resume = split == Split.LINES ? lineEnd : commaAfter(bytes, from, lineEnd);
        start = from;
        end = resume;
        while (start < end && isBlank(bytes[start])) start++;
        while (end > start && isBlank(bytes[end - 1])) end--;
    }

    /** Offset of the next separating comma, or the end. */
    static int commaAfter(byte[] bytes, int from, int end) {
        boolean quoted = false;
        for (int i = from; i < end; i++) {
            byte c = bytes[i];
            if (c == '"') quoted = !quoted;
            else if (c == '\\' && quoted) i++;
            else if (c == ',' && !quoted) return i;
        }
        return end;
    }

    static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }
}
