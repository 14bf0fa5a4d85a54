package io.weir.engine.http1;

/**
 * What a reader learned from the fields that concern the connection and the body, so that nobody searches for them
 * again. True for the head as it was received; later changes by rules do not touch it. Owned by its {@link HeadReader}
 * and overwritten by the next head. Loop-confined.
 */
public final class HeadFacts {
    int minorVersion;
    long contentLength;
    boolean chunked;
    boolean transferEncoding;
    boolean connectionClose;
    boolean connectionKeepAlive;
    boolean connectionUpgrade;
    boolean connectionNamesFields;
    boolean upgradeField;
    boolean expectContinue;
    int hostLine;

    HeadFacts() {
        reset();
    }

    void reset() {
        minorVersion = 1;
        contentLength = -1;
        chunked = transferEncoding = false;
        connectionClose = connectionKeepAlive = connectionUpgrade = connectionNamesFields = false;
        upgradeField = expectContinue = false;
        hostLine = -1;
    }

    /** Bytes of the body, or -1 when there is no Content-Length or a Transfer-Encoding overrules it. */
    public long contentLength() {
        return contentLength;
    }

    /** Whether {@code chunked} is the last transfer coding. */
    public boolean chunked() {
        return chunked;
    }

    /** Whether there is a Transfer-Encoding at all; a response may have one without {@code chunked}. */
    public boolean transferEncoding() {
        return transferEncoding;
    }

    /** Whether Connection holds {@code close}. */
    public boolean connectionClose() {
        return connectionClose;
    }

    /** Whether Connection holds {@code keep-alive}. */
    public boolean connectionKeepAlive() {
        return connectionKeepAlive;
    }

    /** Whether Connection holds {@code upgrade} and there is an Upgrade field (RFC 9110 section 7.8). */
    public boolean upgrade() {
        return connectionUpgrade && upgradeField;
    }

    /** Whether the client waits for a 100 before it sends its body (RFC 9110 section 10.1.1). */
    public boolean expectContinue() {
        return expectContinue;
    }

    /** Whether the sender will take or make another message on this connection (RFC 9112 section 9.3). */
    public boolean persistent() {
        return !connectionClose && (minorVersion > 0 || connectionKeepAlive);
    }
}
