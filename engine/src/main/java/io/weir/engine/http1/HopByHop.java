package io.weir.engine.http1;

import io.weir.rules.Headers;

/**
 * Fields that are meant for this hop only (RFC 9110 section 7.6.1). What a received Connection names is removed as soon
 * as the head is complete, so that a client cannot have fields removed that rules add later. The fields that Weir
 * itself answers for stay visible to rules and are left out by {@link HeadWriter}. Any thread.
 */
final class HopByHop {
    private HopByHop() {}

    /** Removes the fields that Connection names, those excepted without which the message would be another one. */
    static void removeNamed(Headers headers) {
        for (int line = headers.find("connection", 0); line >= 0; line = headers.find("connection", line + 1)) {
            byte[] bytes = headers.bytes();
            int end = headers.valueEnd(line);
            for (int at = headers.valueStart(line); at < end; at++) {
                int start = skipBlanks(bytes, at, end);
                at = tokenEnd(bytes, start, end);
                line -= removeNamed(headers, line, start, trim(bytes, start, at));
            }
        }
    }

    /** Leaves nothing of TE but {@code trailers}: other codings could not be passed on (RFC 9110 section 10.1.4). */
    static void onlyTrailers(Headers headers) {
        for (int i = headers.find("te", 0); i >= 0; i = headers.find("te", i)) {
            if (headers.valueIs(i, "trailers")) {
                i++;
                continue;
            }
            boolean trailers = holds(headers, i, "trailers");
            headers.removeAt(i);
            if (trailers) headers.add("te", "trailers");
        }
    }

    /** Whether a line's value is a list that holds {@code lower}, a text in lower case. */
    static boolean holds(Headers headers, int i, String lower) {
        byte[] bytes = headers.bytes();
        int end = headers.valueEnd(i);
        for (int at = headers.valueStart(i); at < end; at++) {
            int start = skipBlanks(bytes, at, end);
            at = tokenEnd(bytes, start, end);
            if (Octets.is(bytes, start, trim(bytes, start, at), lower)) return true;
        }
        return false;
    }

    /** Makes the value of the last line end earlier. */
    static void shorten(Headers headers, int last, int valueStart, int valueEnd) {
        int nameStart = headers.nameStart(last);
        int nameEnd = headers.nameEnd(last);
        headers.removeAt(last);
        headers.line(nameStart, nameEnd, valueStart, valueEnd);
    }

    static int skipBlanks(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) i++;
        return i;
    }

    /** The next comma, or {@code end}. */
    static int tokenEnd(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] != ',') i++;
        return i;
    }

    static int trim(byte[] bytes, int start, int end) {
        int i = end;
        while (i > start && (bytes[i - 1] == ' ' || bytes[i - 1] == '\t')) i--;
        return i;
    }

    /** Returns how many lines were removed before {@code line}. */
    private static int removeNamed(Headers headers, int line, int start, int end) {
        byte[] bytes = headers.bytes();
        if (start == end || kept(bytes, start, end)) return 0;
        int before = 0;
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (!Octets.same(bytes, headers.nameStart(i), headers.nameEnd(i), start, end)) continue;
            headers.removeAt(i);
            if (i < line - before) before++;
        }
        return before;
    }

    private static boolean kept(byte[] bytes, int start, int end) {
        return Octets.is(bytes, start, end, "host")
                || Octets.is(bytes, start, end, "te")
                || Octets.is(bytes, start, end, "close")
                || Octets.is(bytes, start, end, "upgrade")
                || Octets.is(bytes, start, end, "connection")
                || Octets.is(bytes, start, end, "keep-alive")
                || Octets.is(bytes, start, end, "content-length")
                || Octets.is(bytes, start, end, "transfer-encoding");
    }
}
