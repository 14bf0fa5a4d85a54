package io.weir.bench;

import io.weir.rules.ConnectionView;
import io.weir.rules.Variables;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A connection whose facts never change. Loop-confined. */
final class FixedConnection implements ConnectionView {
    private final Variables session = Variables.ofSession();

    private final SocketAddress source;

    private final SocketAddress destination = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 80);

    FixedConnection(String source) {
        this.source = new InetSocketAddress(InetAddress.ofLiteral(source), 40_000);
    }

    @Override
    public SocketAddress source() {
        return source;
    }

    @Override
    public SocketAddress destination() {
        return destination;
    }

    @Override
    public String listener() {
        return "";
    }

    @Override
    public Variables variables() {
        return session;
    }

    @Override
    public int requests() {
        return 1;
    }

    @Override
    public long ageMillis() {
        return 0;
    }
}
