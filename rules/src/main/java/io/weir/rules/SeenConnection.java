package io.weir.rules;

import io.weir.rules.table.Tracking;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A client connection with the addresses that rules gave it, for one request or before its first. Any thread; immutable.
 */
record SeenConnection(
        ConnectionView real,
        SocketAddress source,
        SocketAddress destination,
        SocketAddress realSource,
        SocketAddress realDestination)
        implements ConnectionView {
    @Override
    public String listener() {
        return real.listener();
    }

    @Override
    public int listenerId() {
        return real.listenerId();
    }

    @Override
    public long measured(TcpMeasure measure) {
        return real.measured(measure);
    }

    @Override
    public @Nullable ProxyHeader proxyHeader() {
        return real.proxyHeader();
    }

    @Override
    public int handshakeMillis() {
        return real.handshakeMillis();
    }

    @Override
    public @Nullable HandshakeFault handshakeFault() {
        return real.handshakeFault();
    }

    @Override
    public @Nullable Tracking tracking() {
        return real.tracking();
    }

    @Override
    public Variables variables() {
        return real.variables();
    }

    @Override
    public int requests() {
        return real.requests();
    }

    @Override
    public long ageMillis() {
        return real.ageMillis();
    }
}
