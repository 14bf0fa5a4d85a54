package io.weir.engine.upstream;

import io.netty.buffer.ByteBuf;
import java.net.SocketAddress;

/** Hears what happens on a server connection that was lent to it. Loop-confined. */
public interface UpstreamListener {
    /** Where the connection is to lead to; always the same. Any thread. */
    SocketAddress address();

    void connected(ServerConnection connection);

    void connectFailed(ConnectFault fault);

    /** No idle connection could be taken over from another loop; the place for a new one is taken. */
    void noneIdle();

    /** Bytes of the server; the listener releases them. */
    void received(ByteBuf bytes);

    /** All bytes that were there have been handed over: the moment to flush. */
    void receivedAll();

    /** The server has ended its direction. */
    void serverFinished();

    /** The connection is gone, by reset or because both directions ended. Nothing more is heard of it. */
    void serverLost();

    /** The server neither sent nor took anything for as long as it was given. */
    void serverTimedOut();

    /** Writing has become possible, or impossible. */
    void serverWritable(boolean writable);
}
