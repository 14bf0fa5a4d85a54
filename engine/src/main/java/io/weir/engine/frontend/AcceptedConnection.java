package io.weir.engine.frontend;

import io.netty.channel.Channel;
import io.weir.rules.ConnectionView;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What rules may know of a client connection. Loop-confined. */
final class AcceptedConnection implements ConnectionView {
    private static final SocketAddress UNKNOWN = new InetSocketAddress(0);

    private @Nullable Channel channel;
    private long acceptedNanos;

    /** Requests so far, the present one included. */
    int requests;

    void accepted(Channel accepted) {
        channel = accepted;
        acceptedNanos = System.nanoTime();
    }

    @Override
    public SocketAddress source() {
        SocketAddress remote = channel == null ? null : channel.remoteAddress();
        return remote == null ? UNKNOWN : remote;
    }

    @Override
    public SocketAddress destination() {
        SocketAddress local = channel == null ? null : channel.localAddress();
        return local == null ? UNKNOWN : local;
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
