package io.weir.engine.http1;

import io.weir.engine.http1.Fault.Kind;
import io.weir.rules.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Understands the fields that say how long a body is and what becomes of the connection, while a head is read: writes
 * them down in {@link HeadFacts} and removes lines that the next recipient must not see. Loop-confined.
 */
final class FramingFields {
    /** What a message may do with transfer codings (RFC 9112 section 6.1). */
    enum Rule {
        /** Nothing but {@code chunked}: the body's length would not be known. */
        REQUEST,
        /** Others too; without {@code chunked} at the end the body lasts until the connection closes. */
        RESPONSE
    }

    private static final long CONNECTI = Octets.word("connecti");
    private static final long CONTENT_ = Octets.word("content-");
    private static final long TRANSFER = Octets.word("transfer");
    private static final long ENCODING = Octets.word("encoding");

    private final HeadFacts facts;
    private final Rule rule;

    /** The Content-Length seen, even when a Transfer-Encoding overrules it; -1 for none. */
    private long length;

    private boolean chunkedSeen;

    FramingFields(HeadFacts facts, Rule rule) {
        this.facts = facts;
        this.rule = rule;
    }

    void reset() {
        facts.reset();
        length = -1;
        chunkedSeen = false;
    }

    /** Looks at line {@code i}, whose name is {@code nameLength} long. */
    @Nullable Kind field(Headers headers, int i, int nameLength) {
        byte[] bytes = headers.bytes();
        int start = headers.nameStart(i);
        if (nameLength == 7) {
            if (Octets.is(bytes, start, start + 7, "upgrade")) facts.upgradeField = true;
        } else if (nameLength == 10) {
            if (Octets.lowerWord(bytes, start) == CONNECTI && Octets.is(bytes, start + 8, start + 10, "on"))
                connection(headers, i);
        } else if (nameLength == 14) {
            if (Octets.lowerWord(bytes, start) == CONTENT_ && Octets.is(bytes, start + 8, start + 14, "length"))
                return contentLength(headers, i);
        } else if (nameLength == 17) {
            if (Octets.lowerWord(bytes, start) == TRANSFER
                    && bytes[start + 8] == '-'
                    && Octets.lowerWord(bytes, start + 9) == ENCODING) return transferEncoding(headers, i);
        }
        return null;
    }

    /** Lets a Transfer-Encoding overrule a Content-Length (RFC 9112 section 6.3). */
    @Nullable Kind complete(Headers headers) {
        if (!facts.transferEncoding) {
            facts.contentLength = length;
            return null;
        }
        if (rule == Rule.REQUEST && !facts.chunked) return Kind.TRANSFER_ENCODING;
        if (length >= 0) headers.remove("content-length");
        return null;
    }

    /** Equal values, in one line or in several, become one line (RFC 9110 section 8.6). */
    private @Nullable Kind contentLength(Headers headers, int i) {
        byte[] bytes = headers.bytes();
        int start = headers.valueStart(i);
        int end = headers.valueEnd(i);
        boolean first = length < 0;
        int at = start;
        int firstEnd = -1;
        while (true) {
            int digits = at;
            long value = 0;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                if (value > (Long.MAX_VALUE - (bytes[at] - '0')) / 10) return Kind.CONTENT_LENGTH;
                value = value * 10 + (bytes[at++] - '0');
            }
            if (at == digits || length >= 0 && value != length) return Kind.CONTENT_LENGTH;
            length = value;
            if (firstEnd < 0) firstEnd = at;
            at = skipBlanks(bytes, at, end);
            if (at == end) break;
            if (bytes[at] != ',') return Kind.CONTENT_LENGTH;
            at = skipBlanks(bytes, at + 1, end);
        }
        if (!first) headers.removeAt(i);
        else if (firstEnd != end) shorten(headers, i, firstEnd);
        return null;
    }

    private static void shorten(Headers headers, int i, int valueEnd) {
        int nameStart = headers.nameStart(i);
        int nameEnd = headers.nameEnd(i);
        int valueStart = headers.valueStart(i);
        headers.removeAt(i);
        headers.line(nameStart, nameEnd, valueStart, valueEnd);
    }

    private @Nullable Kind transferEncoding(Headers headers, int i) {
        byte[] bytes = headers.bytes();
        int end = headers.valueEnd(i);
        facts.transferEncoding = true;
        for (int at = headers.valueStart(i); at <= end; ) {
            at = skipBlanks(bytes, at, end);
            int start = at;
            while (at < end && bytes[at] != ',') at++;
            boolean chunked = Octets.is(bytes, start, trim(bytes, start, at), "chunked");
            if (chunkedSeen && (chunked || rule == Rule.REQUEST)) return Kind.TRANSFER_ENCODING;
            if (!chunked && rule == Rule.REQUEST) return Kind.TRANSFER_ENCODING;
            facts.chunked = chunked;
            chunkedSeen |= chunked;
            at++;
        }
        return null;
    }

    private void connection(Headers headers, int i) {
        byte[] bytes = headers.bytes();
        int end = headers.valueEnd(i);
        for (int at = headers.valueStart(i); at < end; at++) {
            at = skipBlanks(bytes, at, end);
            int start = at;
            while (at < end && bytes[at] != ',') at++;
            int stop = trim(bytes, start, at);
            if (Octets.is(bytes, start, stop, "keep-alive")) facts.connectionKeepAlive = true;
            else if (Octets.is(bytes, start, stop, "close")) facts.connectionClose = true;
            else if (Octets.is(bytes, start, stop, "upgrade")) facts.connectionUpgrade = true;
            else if (stop > start) facts.connectionNamesFields = true;
        }
    }

    private static int skipBlanks(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) i++;
        return i;
    }

    private static int trim(byte[] bytes, int start, int end) {
        int i = end;
        while (i > start && (bytes[i - 1] == ' ' || bytes[i - 1] == '\t')) i--;
        return i;
    }
}
