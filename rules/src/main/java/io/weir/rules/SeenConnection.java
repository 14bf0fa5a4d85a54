package io.weir.rules;

import io.weir.rules.table.Tracking;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A client connection with the addresses that rules gave it for one request. Any thread; immutable. */
record SeenConnection(ConnectionView real, SocketAddress source, SocketAddress destination) implements ConnectionView {
    @Override
    public String listener() {
        return real.listener();
    }

    @Override
    public int listenerId() {
        return real.listenerId();
    }

    @Override
    public SocketAddress realSource() {
        return real.realSource();
    }

    @Override
    public SocketAddress realDestination() {
        return real.realDestination();
    }

    @Override
    public long measured(TcpMeasure measure) {
        return real.measured(measure);
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
