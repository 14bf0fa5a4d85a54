package io.weir.engine.http1;

/**
 * What a reader learned from the fields that concern the connection and the body, so that nobody searches for them
 * again. True for the head as it was received; later changes by rules do not touch it. Owned by its {@link HeadReader}
 * and overwritten by the next head. Loop-confined.
 */
public final class HeadFacts {
    int minorVersion = 1;
    long contentLength = -1;
    boolean chunked;
    boolean faultyFraming;
    boolean connectionClose;
    boolean connectionKeepAlive;
    boolean connectionUpgrade;
    boolean connectionNamesFields;
    boolean upgradeField;
    boolean transferCodingsField;
    boolean expectContinue;

    HeadFacts() {}

    void reset() {
        minorVersion = 1;
        contentLength = -1;
        chunked = faultyFraming = false;
        connectionClose = connectionKeepAlive = connectionUpgrade = connectionNamesFields = false;
        upgradeField = transferCodingsField = expectContinue = false;
    }

    /** Bytes of the body, or -1 when there is no Content-Length or a Transfer-Encoding overrules it. */
    public long contentLength() {
        return contentLength;
    }

    /** Whether the body comes in chunks. */
    public boolean chunked() {
        return chunked;
    }

    /** Whether Connection holds {@code close}. */
    public boolean connectionClose() {
        return connectionClose;
    }

    /** Whether Connection holds {@code keep-alive}. */
    public boolean connectionKeepAlive() {
        return connectionKeepAlive;
    }

    /**
     * Whether the sender offers to change the protocol, and may (RFC 9110 section 7.8): not in HTTP/1.0, not with a
     * request that has a body, and not to {@code h2c}, whose requests no rule would ever see.
     */
    public boolean upgrade() {
        return connectionUpgrade && upgradeField;
    }

    /** Whether the client waits for a 100 before it sends its body (RFC 9110 section 10.1.1). */
    public boolean expectContinue() {
        return expectContinue;
    }

    /**
     * Whether the sender will take or make another message on this connection (RFC 9112 section 9.3). A message that
     * has both a Content-Length and a Transfer-Encoding is the last one (RFC 9112 section 6.1).
     */
    public boolean persistent() {
        return !connectionClose && !faultyFraming && (minorVersion > 0 || connectionKeepAlive);
    }
}
