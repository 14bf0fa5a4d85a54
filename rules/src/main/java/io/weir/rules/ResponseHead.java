package io.weir.rules;

/**
 * The head of one HTTP response: version, status, reason and field lines (RFC 9112 section 4). Status 0 means that
 * there is none yet. Reused from response to response. Loop-confined.
 */
public final class ResponseHead {
    private final Headers headers;
    private int minorVersion = 1;
    private int status;
    private int reasonStart;
    private int reasonEnd;

    public ResponseHead(int initialBytes) {
        headers = new Headers(initialBytes);
    }

    public void clear() {
        headers.clear();
        minorVersion = 1;
        status = 0;
        reasonStart = reasonEnd = 0;
    }

    public Headers headers() {
        return headers;
    }

    /** Says what the start line holds and where its reason is in the bytes of {@link #headers()}. */
    public void startLine(int minor, int status, int reasonStart, int reasonEnd) {
        this.minorVersion = minor;
        this.status = status;
        this.reasonStart = reasonStart;
        this.reasonEnd = reasonEnd;
    }

    /** 0 or 1: the digit after {@code HTTP/1.}. */
    public int minorVersion() {
        return minorVersion;
    }

    /** Whether a head has been read or made. */
    public boolean isThere() {
        return status() != 0;
    }

    /** 100 to 599, or 0 while there is no response. */
    public int status() {
        return status;
    }

    public String reason() {
        return headers.text(reasonStart, reasonEnd);
    }

    public int reasonStart() {
        return reasonStart;
    }

    public int reasonEnd() {
        return reasonEnd;
    }

    /** Gives the response another status and reason. Legality is the caller's: see {@link Effects}. */
    public void status(int other, String reason) {
        status = other;
        reasonStart = headers.append(reason);
        reasonEnd = headers.used();
    }
}
