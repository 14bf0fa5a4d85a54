package io.weir.rules.config;

/** Where to listen or to connect. Any thread. */
public sealed interface Endpoint {
    /**
     * @param host an IP address or name; empty for any address
     * @param port 1 to 65535; 0 for a server whose port is the one the client connected to
     */
    record Inet(String host, int port) implements Endpoint {}

    /** A unix stream socket ({@code unix@path}). */
    record Unix(String path) implements Endpoint {}

    /** A listening socket inherited under this descriptor ({@code fd@N}). */
    record Descriptor(int fd) implements Endpoint {}
}
