package io.weir.engine.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.unix.DomainSocketAddress;
import io.weir.engine.account.SharedConnections.Kind;
import io.weir.engine.loop.Loop;
import io.weir.engine.loop.Output;
import io.weir.engine.loop.Patience;
import io.weir.engine.server.Server;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server: lent to one listener at a time, idle in its loop's pool in between. When Weir ends it first,
 * it ends with a reset, so that no local port is held in TIME-WAIT. Loop-confined.
 */
public final class ServerConnection extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger("weir");

    /** How it is counted among the connections to its server. */
    private enum Standing {
        PRIVATE,
        USED,
        IDLE,
        SAFE,
        GONE
    }

    private final Server server;
    private final SocketAddress address;
    private final Channel channel;
    private final Output output;
    private final byte @Nullable [] header;
    private ServerPool pool;
    private Patience patience;
    private @Nullable UpstreamListener listener;
    private Standing standing = Standing.PRIVATE;
    private boolean established;
    private boolean peerFinished;
    private int exchanges;

    /** @param header what it begins with; null: nothing */
    ServerConnection(ServerPool pool, Server server, UpstreamListener listener, byte @Nullable [] header) {
        Loop loop = pool.loop();
        this.pool = pool;
        this.server = server;
        this.listener = listener;
        this.header = header;
        this.address = listener.address();
        this.channel = loop.transport().newChannel(address);
        this.output = new Output(channel);
        this.patience = new ServerPatience(loop);
    }

    public Server server() {
        return server;
    }

    /** Where it comes from. */
    public @Nullable SocketAddress source() {
        return channel.localAddress();
    }

    /** Whether the first bytes sent to the server were those. */
    public boolean beganWith(byte @Nullable [] bytes) {
        return Arrays.equals(header, bytes);
    }

    /** Whether it served an exchange before the present one. */
    public boolean isReused() {
        return exchanges > 1;
    }

    /** Whether it is one to that address. */
    public boolean leadsTo(SocketAddress where) {
        return address == where || address.equals(where);
    }

    /** Whether {@code max-reuse} lets it serve another request. */
    public boolean mayServeAgain() {
        return server.config().pool().allowsReuse(exchanges);
    }

    /** Requests of all clients may use it from now on. */
    void share() {
        standing = Standing.USED;
        server.counters().shared.use();
    }

    boolean isShared() {
        return standing == Standing.USED;
    }

    Kind kind() {
        return isReused() ? Kind.SAFE : Kind.IDLE;
    }

    /** It has been counted as idle. */
    void rest() {
        standing = isReused() ? Standing.SAFE : Standing.IDLE;
    }

    /** It is out of the list of idle ones, to be used. */
    void endRest() {
        server.counters().shared.endRest(kind());
        standing = Standing.USED;
    }

    /** It is out of the list of idle ones, to be closed. */
    void dismiss() {
        server.counters().shared.lost(kind());
        standing = Standing.GONE;
    }

    /**
     * Starts connecting, in a place among the server's sockets that was taken for it; the listener hears the outcome.
     *
     * @param timeoutNanos 0: none
     * @param from null: the kernel chooses where it comes from
     * @return false: no port was left there, it is to be tried once more, and nobody was told
     */
    boolean connect(long timeoutNanos, @Nullable SourceChoice from) {
        exchanges = 1;
        Loop loop = pool.loop();
        loop.adopt(channel);
        channel.pipeline().addLast(this);
        channel.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
        pool.pools().opened();
        channel.closeFuture().addListener(_ -> closed());
        loop.eventLoop().register(channel);
        patience.expect(timeoutNanos);
        var connecting =
                ServerSocketOptions.connect(channel, address, server.config().socket(), from);
        if (lacksPort(connecting) && mayTryAgain(from)) {
            listener = null;
            close();
            return false;
        }
        connecting.addListener(done -> {
            if (!done.isSuccess()) connectFailed(done.cause(), from);
        });
        return true;
    }

    /** From another source, or from a port that an idle connection to that server gives up. */
    private boolean mayTryAgain(@Nullable SourceChoice from) {
        if (from != null && from.refused()) return true;
        if (!pool.closeLongestIdle(server)) return false;
        if (from != null) from.startAgain();
        return true;
    }

    private static boolean lacksPort(ChannelFuture connecting) {
        var cause = connecting.cause();
        return cause != null && ConnectFault.of(cause) == ConnectFault.PORT;
    }

    private void connectFailed(Throwable cause, @Nullable SourceChoice from) {
        patience.end();
        channel.close();
        var fault = ConnectFault.of(cause);
        String what = (from == null ? "" : from.text() + ": ") + cause.getMessage();
        if (fault == ConnectFault.PORT) {
            if (from != null) from.refused();
            server.shortage().noPort(server, address, what);
        } else if (fault == ConnectFault.RESOURCE) {
            server.shortage().noSocket(server, address, what);
        }
        failed(fault);
    }

    /** Lends the idle connection to that listener, which hears no {@code connected}. */
    public void lend(UpstreamListener next) {
        listener = next;
        exchanges++;
    }

    /**
     * Moves the connection, which nobody has on loan, to the loop of another pool.
     *
     * @param arrived runs there once nothing of it happens here any more; the connection may have ended on the way
     */
    void moveTo(ServerPool other, Runnable arrived) {
        patience.end();
        channel.deregister().addListener(_ -> {
            Loop next = other.loop();
            pool = other;
            patience = new ServerPatience(next);
            next.adopt(channel);
            next.eventLoop().register(channel).addListener(_ -> arrived.run());
        });
    }

    /** Whether bytes can still be sent and received. */
    public boolean isUsable() {
        return channel.isActive() && !peerFinished;
    }

    /** Ends the loan; the listener hears nothing any more. */
    public void detach() {
        listener = null;
        resumeReading(); // who had it before may have been too slow
        patience.stop();
    }

    /**
     * From now on the server must make progress within that time.
     *
     * @param nanos 0: no limit
     */
    public void expectProgress(long nanos) {
        patience.expect(nanos);
    }

    /** Nothing is expected of the server for now. */
    public void expectNothing() {
        patience.stop();
    }

    /** What goes out on it. */
    public Output output() {
        return output;
    }

    /** Queues bytes; they leave with the next {@link #flush()}. */
    public void write(ByteBuf bytes) {
        output.write(bytes);
    }

    public void flush() {
        output.flush();
    }

    /** What is left of the server's time, as {@link Patience#remainingMillis}. */
    public long remainingMillis(long nowNanos) {
        return patience.remainingMillis(nowNanos);
    }

    /** Whether the network or a timer will say something of it. */
    public boolean isExpecting() {
        return channel.config().isAutoRead() || patience.isArmed() || output.unsentBytes() > 0;
    }

    public boolean isWritable() {
        return output.isWritable();
    }

    /** Grows whenever the server takes bytes. */
    public long takenBytes() {
        return output.takenBytes();
    }

    public void pauseReading() {
        channel.config().setAutoRead(false);
    }

    public void resumeReading() {
        channel.config().setAutoRead(true);
    }

    /** Ends the direction towards the server once everything queued is sent. */
    public void finish() {
        output.finish();
    }

    /**
     * Ends the loan, and the connection once the server has taken everything.
     *
     * @param nanos without progress, after which it ends all the same; 0: no limit
     */
    public void closeWhenSent(long nanos) {
        listener = null;
        patience.expect(nanos);
        output.whenSent(this::close);
    }

    /** Ends the loan and the connection; with a reset unless the server has already ended its direction. */
    public void close() {
        listener = null;
        patience.end();
        if (!channel.isOpen()) return;
        if (!peerFinished && !(address instanceof DomainSocketAddress))
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        established = true;
        patience.stop();
        if (header != null) output.write(Unpooled.wrappedBuffer(header)); // leaves with the first bytes behind it
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
        patience.end();
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

    private void closed() {
        switch (standing) {
            case USED -> server.counters().shared.endUse();
            case IDLE, SAFE -> pool.gone(this);
            case PRIVATE, GONE -> {}
        }
        standing = Standing.GONE;
        pool.pools().closed();
        server.counters().sockets.leave();
    }

    private void failed(ConnectFault fault) {
        var to = listener;
        listener = null;
        if (to != null) to.connectFailed(fault);
    }

    /** The time that an attempt to connect may take, later the time without any progress. */
    private final class ServerPatience extends Patience {
        ServerPatience(Loop loop) {
            super(loop.timers(), output);
        }

        @Override
        protected void timedOut() {
            var to = listener;
            if (established && to != null) {
                to.serverTimedOut();
                return;
            }
            close();
            if (to != null) to.connectFailed(ConnectFault.TIMEOUT);
        }
    }
}
