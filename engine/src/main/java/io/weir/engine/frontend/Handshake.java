package io.weir.engine.frontend;

import io.netty.buffer.ByteBuf;
import io.weir.engine.exchange.Exchange;
import io.weir.rules.HandshakeFault;
import io.weir.rules.ProxyHeader;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a client connection that is not a session yet: a header of the PROXY protocol, within {@code timeout
 * client} of the accept. What comes behind it is for what the connection really carries. Loop-confined.
 */
final class Handshake implements Carried {
    private final ClientConnection connection;
    private final Carried next;
    private final int maxBytes;

    /** @param maxBytes of a header; a longer one is refused */
    Handshake(ClientConnection connection, Carried next, int maxBytes) {
        this.connection = connection;
        this.next = next;
        this.maxBytes = maxBytes;
    }

    @Override
    public void opened() {
        connection.timeouts().awaitProgress();
    }

    @Override
    public boolean take(ByteBuf in) {
        switch (ProxyHeaderReader.read(in, maxBytes)) {
            case ProxyHeaderReader.Incomplete _ -> {
                return false;
            }
            case ProxyHeaderReader.Refused(HandshakeFault fault) -> connection.handshakeFailed(fault);
            case ProxyHeaderReader.Complete(ProxyHeader header, int bytes) -> {
                in.skipBytes(bytes);
                connection.timeouts().stop();
                connection.handshakeDone(header, next);
            }
        }
        return true;
    }

    @Override
    public void nothingMore() {} // it has heard of it as it came

    @Override
    public void clientFinished() {
        boolean begun = connection.hasUnread();
        connection.handshakeFailed(begun ? HandshakeFault.HEADER_TRUNCATED : HandshakeFault.HEADER_EMPTY);
    }

    @Override
    public void lost() {
        connection.handshakeFailed(HandshakeFault.HEADER_ABORT);
    }

    @Override
    public void writable(boolean writable) {}

    @Override
    public void timedOut() {
        connection.handshakeFailed(HandshakeFault.HEADER_TIMEOUT);
    }

    @Override
    public void exchangeEnded(boolean reusable) {
        throw new IllegalStateException("an exchange ended before its connection was a session");
    }

    @Override
    public @Nullable Exchange exchange() {
        return null;
    }

    @Override
    public boolean isIdle() {
        return true;
    }

    @Override
    public void release() {}
}
