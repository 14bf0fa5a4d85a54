package io.weir.rules.config;

/** Where to listen or to connect. Any thread. */
public sealed interface Endpoint {
    /**
     * @param host an IP address or name; empty for any address, or for a server at the address that the client asked for
     * @param port 1 to 65535
     */
    record Inet(String host, int port) implements Endpoint {}

    /**
     * A server whose port is the one that the client asked for, or one relative to it; nothing listens there.
     *
     * @param host an IP address or name; empty for the address that the client asked for
     * @param portOffset -65535 to 65535
     */
    record Mapped(String host, int portOffset) implements Endpoint {}

    /** A unix stream socket ({@code unix@path}). */
    record Unix(String path) implements Endpoint {}

    /** A listening socket inherited under this descriptor ({@code fd@N}). */
    record Descriptor(int fd) implements Endpoint {}
}
