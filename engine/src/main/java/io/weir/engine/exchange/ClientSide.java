package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.loop.ClientOption;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.ConnectionView;
import io.weir.rules.Transaction;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The client connection as an exchange uses it. Loop-confined. */
public interface ClientSide {
    ConnectionView view();

    /** Queues bytes; they leave with the next {@link #flush()}. */
    void write(ByteBuf bytes);

    void flush();

    boolean isWritable();

    /** Grows whenever the client takes bytes. */
    long takenBytes();

    /** The exchange takes no more bytes for now. */
    void pauseReading();

    /** The exchange takes bytes again; those that are there are handed over at once. */
    void resumeReading();

    /** The client is expected to send, or to take, within its timeout from now on. */
    void expectProgress();

    /** Nothing is expected of the client for now. */
    void expectNothing();

    /** Ends the direction towards the client once everything queued is sent. */
    void finish();

    /** Keeps an idle server connection for this client's next requests only. */
    void keep(ServerConnection connection);

    /**
     * The connection kept for this client that goes to that server at that address and began with that header, or null.
     *
     * @param header null: with none
     */
    @Nullable ServerConnection takeKept(Server server, SocketAddress address, byte @Nullable [] header);

    /** Sets an option of its socket as far as that is allowed. */
    void option(ClientOption option, int value);

    /** From now on bytes pass as they come. */
    void becomeTunnel();

    /**
     * What was a stream of bytes goes on as HTTP; the exchange that it was is over.
     *
     * @param begun bytes that have come already; taken over
     * @param earlier whose variables and stick counters the first request goes on with
     */
    void becomeHttp(ByteBuf begun, Transaction earlier);

    /**
     * The exchange is over and accounted for.
     *
     * @param reusable whether the connection may carry another one
     */
    void exchangeEnded(boolean reusable);
}
