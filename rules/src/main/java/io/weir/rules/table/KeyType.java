package io.weir.rules.table;

import java.util.Locale;

/**
 * What the keys of a table are ({@code stick-table type}). In Java: IP and IPV6 {@link java.net.InetAddress}, INTEGER
 * {@link Long} of 0 to 2^32 - 1, STRING and BINARY {@link String} with bytes as ISO 8859-1. Any thread.
 */
public enum KeyType {
    IP(4),
    IPV6(16),
    INTEGER(4),
    /** One byte less than others: HAProxy counts the byte that ends a text. */
    STRING(31),
    BINARY(32);

    private final int defaultBytes;

    KeyType(int defaultBytes) {
        this.defaultBytes = defaultBytes;
    }

    /** The word for it in a configuration and in the runtime API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How long its keys are unless {@code len} says otherwise. */
    public int defaultBytes() {
        return defaultBytes;
    }

    /** Whether {@code len} may follow it. */
    public boolean hasLength() {
        return this == STRING || this == BINARY;
    }
}
