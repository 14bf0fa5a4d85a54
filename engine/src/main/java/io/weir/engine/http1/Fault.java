package io.weir.engine.http1;

/**
 * What is wrong with a message. Any thread.
 *
 * @param offset of the first illegal byte, counted from the first byte of the message
 */
public record Fault(Kind kind, long offset) {
    /** The rule that the message breaks. */
    public enum Kind {
        /** The method is no token (RFC 9110 section 9.1) or no space follows it. */
        METHOD,
        /** An illegal byte in the target, or a form that does not go with the method (RFC 9112 section 3.2). */
        TARGET,
        /** Not HTTP/1.x (RFC 9112 section 2.3). */
        VERSION,
        /** Not three digits from 100 to 999 (RFC 9112 section 4). */
        STATUS,
        /** A CR without LF (RFC 9112 section 2.2). */
        BARE_CR,
        /** A control byte in a start line or a field line (RFC 9110 section 5.5). */
        CONTROL,
        /** An empty or illegal field name, or a space before its colon (RFC 9112 section 5.1). */
        FIELD_NAME,
        /** More field lines than allowed: see {@link HeadLimits}. */
        FIELD_LINES,
        /** No Host, or several that differ, an illegal one, or one that differs from the target (RFC 9112 section 3.2). */
        HOST,
        /** Not a number, or several that differ (RFC 9112 section 6.3). */
        CONTENT_LENGTH,
        /** Anything but one {@code chunked}, or in an HTTP/1.0 request (RFC 9112 section 6.1). */
        TRANSFER_ENCODING,
        /** A CONNECT with a body (RFC 9110 section 9.3.6). */
        CONNECT_BODY,
        /** WebSocket without its key, or a 101 that does not say to what it changes (RFC 9110 section 7.8). */
        UPGRADE,
        /** A chunk size that is no hexadecimal number under 2^52, or its line is too long or has controls (RFC 9112 section 7.1). */
        CHUNK_SIZE,
        /** No CR LF behind a chunk's data (RFC 9112 section 7.1). */
        CHUNK_END,
        /** An illegal trailer field, one about framing or routing, or too many bytes of them (RFC 9112 section 7.1.2). */
        TRAILER
    }
}
