package io.weir.engine.server;

import io.weir.rules.config.Endpoint;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server that is, in part, the one that the client asked for. Immutable; any thread.
 *
 * @param host whether the IP address is the client's
 * @param port whether the port is the client's, moved by {@code offset}
 */
record MappedAddress(boolean host, boolean port, int offset) {
    private static final int PORTS = 0xffff;

    /** Null: it is the same for all clients. */
    static @Nullable MappedAddress of(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Inet(var host, int _) -> host.isEmpty() ? new MappedAddress(true, false, 0) : null;
            case Endpoint.Mapped(var host, int offset) -> new MappedAddress(host.isEmpty(), true, offset);
            case Endpoint.Unix _, Endpoint.Descriptor _ -> null;
        };
    }

    /**
     * Where it is for that client.
     *
     * @param configured what is known without a client
     * @param asked the address that the client asked for; of no use when it is a socket of this machine
     */
    SocketAddress of(SocketAddress configured, SocketAddress asked) {
        if (!(configured instanceof InetSocketAddress its)) return configured;
        var client = asked instanceof InetSocketAddress inet ? inet : null;
        var address = host && client != null ? client.getAddress() : its.getAddress();
        if (!port) return new InetSocketAddress(address, its.getPort());
        return new InetSocketAddress(address, (client == null ? 0 : client.getPort()) + offset & PORTS);
    }
}
