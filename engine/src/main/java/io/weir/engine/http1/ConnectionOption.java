package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The Connection line that a written head ends with (RFC 9112 section 9.6). Any thread. */
public enum ConnectionOption {
    /** None: an HTTP/1.1 connection stays open by itself. */
    ABSENT(""),
    CLOSE("connection: close\r\n"),
    KEEP_ALIVE("connection: keep-alive\r\n"),
    UPGRADE("connection: upgrade\r\n");

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes the bytes
    private final byte[] lineAndEnd;

    ConnectionOption(String line) {
        lineAndEnd = (line + "\r\n").getBytes(US_ASCII);
    }

    /**
     * What keeps a connection open.
     *
     * @param minorVersion of the other side: HTTP/1.0 has to be told (RFC 9112 section 9.3)
     */
    public static ConnectionOption toStayOpen(int minorVersion) {
        return minorVersion == 0 ? KEEP_ALIVE : ABSENT;
    }

    /** The line and the empty line that ends the head; never changed. */
    byte[] lineAndEnd() {
        return lineAndEnd;
    }
}
