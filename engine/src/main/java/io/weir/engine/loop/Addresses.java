package io.weir.engine.loop;

import io.netty.channel.unix.DomainSocketAddress;
import io.weir.rules.config.Endpoint;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** What the configuration calls an address, as sockets take it. Any thread. */
public final class Addresses {
    private Addresses() {}

    /** @throws IllegalArgumentException for an inherited descriptor, which has no address to go to */
    public static SocketAddress of(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Inet(String host, int port) ->
                host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
            case Endpoint.Mapped(String host, int portOffset) -> {
                int port = Math.max(portOffset, 0);
                yield host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
            }
            case Endpoint.Unix(String path) -> new DomainSocketAddress(path);
            case Endpoint.Descriptor(int fd) ->
                throw new IllegalArgumentException("fd@" + fd + " is a listening socket, not an address");
        };
    }
}
