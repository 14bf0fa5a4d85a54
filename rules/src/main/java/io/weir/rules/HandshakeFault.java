package io.weir.rules;

/** Why a client connection never became a session ({@code fc_err}, {@code fc_err_str}). Any thread. */
public enum HandshakeFault {
    HEADER_EMPTY(11, "Connection closed while waiting for PROXY protocol header"),
    HEADER_ABORT(12, "Connection error while waiting for PROXY protocol header"),
    HEADER_TIMEOUT(13, "Timeout while waiting for PROXY protocol header"),
    HEADER_TRUNCATED(14, "Truncated PROXY protocol header received"),
    NO_HEADER(15, "Received something which does not look like a PROXY protocol header"),
    BAD_HEADER(16, "Received an invalid PROXY protocol header"),
    UNKNOWN_PROTOCOL(17, "Received an unhandled protocol in the PROXY protocol header");

    private final int code;
    private final String text;

    HandshakeFault(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }

    /** Whether the client went away before it sent a byte. */
    public boolean isEmpty() {
        return this == HEADER_EMPTY || this == HEADER_ABORT;
    }
}
