package io.weir.engine.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.weir.engine.loop.Loop;
import io.weir.engine.loop.Timer;
import io.weir.engine.server.Server;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server: lent to one listener at a time, idle in its loop's pool in between. When Weir ends it first,
 * it ends with a reset, so that no local port is held in TIME-WAIT. Loop-confined.
 */
public final class ServerConnection extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger("weir");

    private final Loop loop;
    private final ServerPool pool;
    private final Server server;
    private final Patience patience = new Patience();
    private @Nullable UpstreamListener listener;
    private @Nullable ChannelHandlerContext ctx;
    private boolean established;
    private boolean unflushed;
    private boolean peerFinished;
    private int exchanges;

    ServerConnection(Loop loop, ServerPool pool, Server server, UpstreamListener listener) {
        this.loop = loop;
        this.pool = pool;
        this.server = server;
        this.listener = listener;
    }

    public Server server() {
        return server;
    }

    /** Whether it served an exchange before the present one. */
    public boolean isReused() {
        return exchanges > 1;
    }

    /**
     * Starts connecting; the listener hears the outcome.
     *
     * @param timeoutNanos 0: none
     */
    void connect(Channel channel, long timeoutNanos) {
        exchanges = 1;
        loop.adopt(channel);
        channel.pipeline().addLast(this);
        channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
        loop.eventLoop().register(channel);
        if (timeoutNanos > 0) loop.timers().arm(patience, timeoutNanos);
        channel.connect(server.address()).addListener(done -> {
            if (done.isSuccess()) return;
            loop.timers().remove(patience);
            channel.close();
            failed(faultOf(done.cause()));
        });
    }

    /** Lends the idle connection to that listener, which hears no {@code connected}. */
    public void lend(UpstreamListener next) {
        listener = next;
        exchanges++;
    }

    /** Whether bytes can still be sent and received. */
    public boolean isUsable() {
        var at = ctx;
        return at != null && at.channel().isActive() && !peerFinished;
    }

    /** Ends the loan; the listener hears nothing any more. */
    public void detach() {
        listener = null;
        resumeReading(); // who had it before may have been too slow
        loop.timers().stop(patience);
    }

    /**
     * From now on the server must make progress within that time.
     *
     * @param nanos 0: no limit
     */
    public void expectProgress(long nanos) {
        if (nanos > 0) loop.timers().arm(patience, nanos);
        else loop.timers().stop(patience);
    }

    /** Nothing is expected of the server for now. */
    public void expectNothing() {
        loop.timers().stop(patience);
    }

    /** Queues bytes; they leave with the next {@link #flush()}. */
    public void write(ByteBuf bytes) {
        var at = ctx;
        if (at == null) {
            bytes.release();
            return;
        }
        unflushed = true;
        at.write(bytes, at.voidPromise());
    }

    public void flush() {
        var at = ctx;
        if (!unflushed || at == null) return;
        unflushed = false;
        at.flush();
    }

    public boolean isWritable() {
        var at = ctx;
        return at != null && at.channel().isWritable();
    }

    public void pauseReading() {
        var at = ctx;
        if (at != null) at.channel().config().setAutoRead(false);
    }

    public void resumeReading() {
        var at = ctx;
        if (at != null) at.channel().config().setAutoRead(true);
    }

    /** Ends the direction towards the server once everything queued is sent. */
    public void finish() {
        var at = ctx;
        if (at == null || !(at.channel() instanceof DuplexChannel duplex)) return;
        flush();
        duplex.shutdownOutput();
    }

    /** Ends the loan and the connection; with a reset unless the server has already ended its direction. */
    public void close() {
        listener = null;
        loop.timers().remove(patience);
        var at = ctx;
        if (at == null || !at.channel().isOpen()) return;
        if (!peerFinished && !(server.address() instanceof io.netty.channel.unix.DomainSocketAddress))
            at.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        at.channel().close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        established = true;
        loop.timers().stop(patience);
        var to = listener;
        if (to != null) to.connected(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        var to = listener;
        if (to != null) {
            to.received(bytes);
            return;
        }
        bytes.release();
        close();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        var to = listener;
        if (to != null) to.receivedAll();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE) return;
        peerFinished = true;
        var to = listener;
        if (to != null) to.serverFinished();
        else close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        var to = listener;
        if (to != null) to.serverWritable(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.timers().remove(patience);
        pool.gone(this);
        var to = listener;
        listener = null;
        if (to != null && established) to.serverLost();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException))
            LOG.log(System.Logger.Level.ERROR, "bug on a connection to a server", cause);
        context.close();
    }

    private void failed(ConnectFault fault) {
        var to = listener;
        listener = null;
        if (to != null) to.connectFailed(fault);
    }

    private static ConnectFault faultOf(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        boolean ours = text.contains("Cannot assign requested address")
                || text.contains("Too many open files")
                || text.contains("Cannot allocate memory")
                || cause instanceof OutOfMemoryError;
        return ours ? ConnectFault.RESOURCE : ConnectFault.REFUSED;
    }

    /** The time that an attempt to connect may take, later the time without any progress. */
    private final class Patience extends Timer {
        @Override
        protected void expired() {
            var to = listener;
            if (established) {
                if (to != null) to.serverTimedOut();
                return;
            }
            close();
            if (to != null) to.connectFailed(ConnectFault.TIMEOUT);
        }
    }
}
