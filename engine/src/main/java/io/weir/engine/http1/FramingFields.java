package io.weir.engine.http1;

import io.weir.engine.http1.Fault.Kind;
import io.weir.rules.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Understands the fields that say how long a body is and what becomes of the connection, while a head is read: writes
 * them down in {@link HeadFacts} and removes lines that the next recipient must not see. Loop-confined.
 */
final class FramingFields {
    private static final long UPGRADE = Octets.word("upgrade");
    private static final long CONNECTI = Octets.word("connecti");
    private static final long NNECTION = Octets.word("nnection");
    private static final long CONTENT_ = Octets.word("content-");
    private static final long T_LENGTH = Octets.word("t-length");
    private static final long TRANSFER = Octets.word("transfer");
    private static final long ENCODING = Octets.word("encoding");
    private static final long KEEP_ALI = Octets.word("keep-ali");
    private static final long EP_ALIVE = Octets.word("ep-alive");

    private final HeadFacts facts;

    private boolean websocket;
    private boolean websocketKey;
    private boolean websocketAccept;

    /** The Content-Length seen, even when a Transfer-Encoding overrules it; -1 for none. */
    private long length;

    FramingFields(HeadFacts facts) {
        this.facts = facts;
    }

    void reset() {
        facts.reset();
        length = -1;
        websocket = websocketKey = websocketAccept = false;
    }

    /** Looks at line {@code i}, whose name is {@code nameLength} long; null when it is legal. */
    @Nullable Kind field(Headers headers, int i, int nameLength) {
        byte[] bytes = headers.bytes();
        int start = headers.nameStart(i);
        switch (nameLength) {
            case 7 -> {
                if (Octets.lowerWord(bytes, start, 7) == UPGRADE) upgrade(headers, i);
            }
            case 10 -> {
                if (Octets.lowerWord(bytes, start) == CONNECTI && Octets.lowerWord(bytes, start + 2) == NNECTION)
                    connection(headers, i);
            }
            case 14 -> {
                if (Octets.lowerWord(bytes, start) == CONTENT_ && Octets.lowerWord(bytes, start + 6) == T_LENGTH)
                    return contentLength(headers, i);
            }
            case 17 -> {
                if (Octets.lowerWord(bytes, start) == TRANSFER
                        && Octets.lowerWord(bytes, start + 9) == ENCODING
                        && bytes[start + 8] == '-') return transferEncoding(headers, i);
                if (headers.named(i, "sec-websocket-key"))
                    websocketKey = headers.valueEnd(i) - headers.valueStart(i) == 24;
            }
            case 20 -> {
                if (headers.named(i, "sec-websocket-accept")) websocketAccept = true;
            }
            default -> {}
        }
        return null;
    }

    /** Lets a Transfer-Encoding overrule a Content-Length, which nobody behind us sees (RFC 9112 section 6.3). */
    void complete(Headers headers) {
        if (!facts.chunked) {
            facts.contentLength = length;
        } else if (length >= 0) {
            facts.faultyFraming = true;
            headers.remove("content-length");
        }
    }

    /** Whether a request offers to go on in WebSocket, but without a key (RFC 6455 section 4.2.1). */
    boolean lacksWebsocketKey() {
        return facts.upgrade() && websocket && !websocketKey;
    }

    /** Whether a response goes on in another protocol without saying in which (RFC 9110 section 15.2.2). */
    boolean lacksUpgrade() {
        return !facts.upgrade() || websocket && !websocketAccept;
    }

    /** Forgets what says how long a body is, for a message that has none. */
    void removeFraming(Headers headers) {
        if (length >= 0) headers.remove("content-length");
        if (facts.chunked) headers.remove("transfer-encoding");
        facts.contentLength = -1;
        facts.chunked = false;
    }

    /** Equal values, in one line or in several, become one line (RFC 9110 section 8.6). */
    private @Nullable Kind contentLength(Headers headers, int i) {
        byte[] bytes = headers.bytes();
        int end = headers.valueEnd(i);
        int at = headers.valueStart(i);
        boolean first = length < 0;
        int firstEnd = -1;
        while (true) {
            int digits = at;
            long value = 0;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                int digit = bytes[at++] - '0';
                if (value > (Long.MAX_VALUE - digit) / 10) return Kind.CONTENT_LENGTH;
                value = value * 10 + digit;
            }
            if (at == digits || length >= 0 && value != length) return Kind.CONTENT_LENGTH;
            length = value;
            if (firstEnd < 0) firstEnd = at;
            at = HopByHop.skipBlanks(bytes, at, end);
            if (at == end) break;
            if (bytes[at] != ',') return Kind.CONTENT_LENGTH;
            at = HopByHop.skipBlanks(bytes, at + 1, end);
        }
        if (!first) headers.removeAt(i);
        else if (firstEnd != end) HopByHop.shorten(headers, i, headers.valueStart(i), firstEnd);
        return null;
    }

    /** Nothing but one {@code chunked}: with other codings the body's end would be anybody's guess. */
    private @Nullable Kind transferEncoding(Headers headers, int i) {
        if (facts.chunked || !headers.valueIs(i, "chunked")) return Kind.TRANSFER_ENCODING;
        facts.chunked = true;
        return null;
    }

    private void upgrade(Headers headers, int i) {
        facts.upgradeField = !HopByHop.holds(headers, i, "h2c");
        websocket |= HopByHop.holds(headers, i, "websocket");
    }

    private void connection(Headers headers, int i) {
        byte[] bytes = headers.bytes();
        int end = headers.valueEnd(i);
        int first = headers.valueStart(i);
        if (end - first == 10
                && Octets.lowerWord(bytes, first) == KEEP_ALI
                && Octets.lowerWord(bytes, first + 2) == EP_ALIVE) {
            facts.connectionKeepAlive = true;
            return;
        }
        for (int at = first; at < end; at++) {
            int start = HopByHop.skipBlanks(bytes, at, end);
            at = HopByHop.tokenEnd(bytes, start, end);
            int stop = HopByHop.trim(bytes, start, at);
            if (Octets.is(bytes, start, stop, "keep-alive")) facts.connectionKeepAlive = true;
            else if (Octets.is(bytes, start, stop, "close")) facts.connectionClose = true;
            else if (Octets.is(bytes, start, stop, "upgrade")) facts.connectionUpgrade = true;
            else if (stop > start) facts.connectionNamesFields = true;
        }
    }
}
