package io.weir.engine.frontend;

import io.netty.channel.Channel;
import io.weir.rules.ConnectionView;
import io.weir.rules.config.Bind;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What rules may know of a client connection. Loop-confined. */
final class AcceptedConnection implements ConnectionView {
    private static final SocketAddress UNKNOWN = new InetSocketAddress(0);

    private final Channel channel;
    private final Bind bind;
    private final long acceptedNanos = System.nanoTime();

    /** Requests so far, the present one included. */
    int requests;

    AcceptedConnection(Channel channel, Bind bind) {
        this.channel = channel;
        this.bind = bind;
    }

    long acceptedNanos() {
        return acceptedNanos;
    }

    @Override
    public SocketAddress source() {
        @Nullable SocketAddress remote = channel.remoteAddress();
        return remote == null ? UNKNOWN : remote;
    }

    @Override
    public SocketAddress destination() {
        @Nullable SocketAddress local = channel.localAddress();
        return local == null ? UNKNOWN : local;
    }

    @Override
    public String listener() {
        return bind.name();
    }

    @Override
    public int requests() {
        return requests;
    }

    @Override
    public long ageMillis() {
        return (System.nanoTime() - acceptedNanos) / 1_000_000;
    }
}
