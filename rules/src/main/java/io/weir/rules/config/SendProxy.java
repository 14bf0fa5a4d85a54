package io.weir.rules.config;

import java.util.Set;

/**
 * How a server's connections begin: with a header of the PROXY protocol.
 *
 * @param options what the header says besides addresses; only version 2 can
 */
public record SendProxy(Version version, Set<Option> options) {
    public SendProxy {
        options = Set.copyOf(options);
    }

    /** Which form the header has. */
    public enum Version {
        /** A line of text. */
        V1,
        /** Bytes. */
        V2
    }

    /** {@code proxy-v2-options}. Those about a client's certificate and cipher are empty without TLS. */
    public enum Option {
        SSL,
        AUTHORITY,
        CRC32C,
        UNIQUE_ID
    }
}
