package io.weir.rules;

import java.net.SocketAddress;

/** A client connection with the addresses that rules gave it for one request. Any thread; immutable. */
record SeenConnection(ConnectionView real, SocketAddress source, SocketAddress destination) implements ConnectionView {
    @Override
    public String listener() {
        return real.listener();
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
