package io.weir.engine.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;

/** What the network does on a client's connection. Loop-confined. */
public final class ClientHandler extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger("weir");

    private final ClientConnection connection;
    private final Runnable gone;

    /** @param gone runs once, after everything else, when the connection is gone */
    public ClientHandler(ClientConnection connection, Runnable gone) {
        this.connection = connection;
        this.gone = gone;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connection.opened();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        connection.received((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        connection.flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) connection.clientFinished();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.writable(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.lost();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        gone.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) LOG.log(System.Logger.Level.ERROR, "bug on a client connection", cause);
        context.close();
    }
}
