package io.weir.engine.frontend;

import io.netty.buffer.ByteBuf;
import io.weir.engine.exchange.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What a client connection carries: requests one after the other, or one stream of bytes; before either perhaps a
 * handshake. Loop-confined.
 */
sealed interface Carried permits Handshake, HttpRequests, TcpStream {
    /** The client may begin. */
    void opened();

    /** Takes bytes; false when those left must wait. */
    boolean take(ByteBuf in);

    /** The client has ended its direction, and all that it sent before is taken. */
    void nothingMore();

    /** The client has ended its direction; bytes of before may still wait. */
    void clientFinished();

    /** The connection is gone. */
    void lost();

    void writable(boolean writable);

    /** The client made no progress for as long as it was given. */
    void timedOut();

    /** @param reusable whether the connection may carry another exchange */
    void exchangeEnded(boolean reusable);

    /** The exchange that is at work, or null. */
    @Nullable Exchange exchange();

    default boolean isAtWork() {
        return exchange() != null;
    }

    /** Whether nothing has begun that would be lost. */
    boolean isIdle();

    /** Gives back what it holds. */
    void release();
}
