package io.weir.rules.config;

/** {@code balance}: how a server is chosen. */
public enum Balance {
    ROUNDROBIN,
    STATIC_RR,
    LEASTCONN
}
