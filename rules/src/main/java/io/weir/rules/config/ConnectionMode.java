package io.weir.rules.config;

/** How connections are kept after a response (configuration manual section 4). */
public enum ConnectionMode {
    /** {@code option http-keep-alive}, the default: both sides stay open. */
    KEEP_ALIVE,
    /** {@code option http-server-close}: the server side is closed. */
    SERVER_CLOSE,
    /** {@code option httpclose}: both sides are closed. */
    CLOSE
}
