package io.weir.rules.lang;

import io.weir.rules.ConnectionView;
import io.weir.rules.Variables;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** The client of what is evaluated without one. Confined to one evaluation. */
final class NoClient implements ConnectionView {
    private static final SocketAddress UNKNOWN = new InetSocketAddress(0);

    private final Variables variables = Variables.ofSession();

    @Override
    public SocketAddress source() {
        return UNKNOWN;
    }

    @Override
    public SocketAddress destination() {
        return UNKNOWN;
    }

    @Override
    public String listener() {
        return "";
    }

    @Override
    public int requests() {
        return 0;
    }

    @Override
    public long ageMillis() {
        return 0;
    }

    @Override
    public Variables variables() {
        return variables;
    }
}
