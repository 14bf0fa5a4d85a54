package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.Http1Session;
import io.weir.engine.loop.ClientOption;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.ConnectionView;
import org.jspecify.annotations.Nullable;

/** The client connection as an exchange uses it. Loop-confined. */
public interface ClientSide {
    ConnectionView view();

    Http1Session session();

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

    /** Keeps an idle server connection for this client's next requests only ({@code http-reuse never}). */
    void keep(ServerConnection connection);

    /** The connection kept for this client when it goes to that server, or null. */
    @Nullable ServerConnection takeKept(Server server);

    /** Sets an option of its socket as far as that is allowed. */
    void option(ClientOption option, int value);

    /** From now on bytes pass without HTTP. */
    void becomeTunnel();

    /** The exchange is over and accounted for. */
    void exchangeEnded(Http1Session.Next next);
}
