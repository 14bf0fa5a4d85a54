package io.weir.engine.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.exchange.ClientSide;
import io.weir.engine.exchange.Exchange;
import io.weir.engine.exchange.Failure;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.LoopContext;
import io.weir.engine.exchange.TimeoutNanos;
import io.weir.engine.exchange.Workspace;
import io.weir.engine.http1.Http1Session;
import io.weir.engine.http1.ReadStatus;
import io.weir.engine.loop.Timer;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.ConnectionView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: reads one request after the other and hands each to an {@link Exchange}. While it is idle it
 * holds neither buffers nor a workspace. At any time a timer is armed or an exchange is at work. Loop-confined.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter implements ClientSide {
    private enum State {
        /** Between requests, or in the middle of a head. */
        HEAD,
        EXCHANGE,
        TUNNEL,
        /** The last response is out; what the client still sends is thrown away, so that no reset destroys it. */
        DRAIN,
        CLOSED
    }

    /** For a client that goes on sending after its answer, or does not take it. */
    private static final long LONGEST_DRAIN_NANOS = 10_000_000_000L;

    private static final System.Logger LOG = System.getLogger("weir");

    private final LoopContext context;
    private final Frontend frontend;
    private final Clients clients;
    private final Http1Session session = new Http1Session();
    private final Patience patience = new Patience();
    private final AcceptedConnection view;
    private State state = State.HEAD;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Workspace space;
    private @Nullable ExchangeRecord record;
    private @Nullable Exchange exchange;
    private @Nullable ServerConnection kept;
    private @Nullable ByteBuf pending;
    private boolean processing;
    private boolean unflushed;
    private boolean paused;
    private boolean peerFinished;

    public ClientConnection(LoopContext context, Frontend frontend, Clients clients) {
        this.context = context;
        this.frontend = frontend;
        this.clients = clients;
        this.view = new AcceptedConnection();
    }

    // ---- what the network does

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ctx = context;
        view.accepted(context.channel());
        clients.add(this);
        await(headNanos());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        if (state == State.DRAIN || state == State.CLOSED) {
            bytes.release();
            return;
        }
        var before = pending;
        pending = before == null ? bytes : append(before, bytes);
        process();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE) return;
        peerFinished = true;
        var running = exchange;
        switch (state) {
            case HEAD -> leftBeforeRequest();
            case EXCHANGE, TUNNEL -> {
                if (running != null) running.clientFinished();
            }
            case DRAIN, CLOSED -> close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var running = exchange;
        if (running != null) running.clientLost();
        else if (state == State.HEAD) leftBeforeRequest();
        released();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean writable = context.channel().isWritable();
        var running = exchange;
        if (running != null) running.clientWritable(writable);
        else if (writable) process();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) LOG.log(System.Logger.Level.ERROR, "bug on a client connection", cause);
        context.close();
    }

    // ---- cutting bytes into requests

    private void process() {
        if (processing) return;
        processing = true;
        try {
            while (pending != null && pending.isReadable() && step(pending)) {}
            tidy();
        } finally {
            processing = false;
        }
    }

    /** One step; false when the bytes left must wait. */
    private boolean step(ByteBuf in) {
        switch (state) {
            case HEAD -> {
                return isWritable() && readHead(in);
            }
            case EXCHANGE, TUNNEL -> {
                int before = in.readableBytes();
                if (exchange != null) exchange.clientBytes(in);
                return state == State.HEAD || in.readableBytes() < before;
            }
            case DRAIN, CLOSED -> {
                in.skipBytes(in.readableBytes());
                return false;
            }
        }
        throw new AssertionError(state);
    }

    private boolean readHead(ByteBuf in) {
        var work = space;
        if (work == null) work = firstByte();
        ReadStatus status = work.requestReader.read(in, work.request);
        if (status == ReadStatus.NEED_MORE) return false;
        patience.off();
        state = State.EXCHANGE;
        view.requests++;
        var begun = newExchange(work);
        if (status == ReadStatus.DONE) {
            begun.begin();
        } else {
            frontend.counters().badRequests.increment();
            begun.failed(status == ReadStatus.BAD ? Failure.BAD_REQUEST : Failure.TOO_LARGE);
        }
        return true;
    }

    private Workspace firstByte() {
        var work = context.borrowWorkspace();
        space = work;
        var begun = new ExchangeRecord();
        begun.startNanos = System.nanoTime();
        begun.startMillis = System.currentTimeMillis();
        record = begun;
        if (view.requests > 0) await(headNanos());
        return work;
    }

    private Exchange newExchange(Workspace work) {
        var begun = record;
        if (begun == null) throw new IllegalStateException("no record in " + state);
        begun.bytesIn = work.requestReader.received();
        var made = new Exchange(context, frontend, this, work, begun);
        exchange = made;
        return made;
    }

    /** What is left waits in a buffer of its own, so that the loop's receive buffer is free again. */
    private void tidy() {
        var left = pending;
        if (left == null) return;
        if (!left.isReadable()) {
            left.release();
            pending = null;
            return;
        }
        int bytes = left.readableBytes();
        if (left.maxCapacity() != Integer.MAX_VALUE || left.readerIndex() > bytes) {
            pending = context.loop().alloc().buffer(bytes).writeBytes(left);
            left.release();
        }
        if (bytes >= context.pipelineBytes()) pauseReading();
    }

    private ByteBuf append(ByteBuf before, ByteBuf bytes) {
        before.writeBytes(bytes);
        bytes.release();
        return before;
    }

    /** The client ended before a request was whole. */
    private void leftBeforeRequest() {
        var work = space;
        if (work == null && view.requests > 0) {
            close();
            return;
        }
        boolean anything = work != null;
        if (work == null) work = firstByte();
        state = State.EXCHANGE;
        newExchange(work).incomplete(anything ? 400 : 0);
    }

    private void headTimedOut() {
        if (space == null && view.requests > 0) {
            close();
            return;
        }
        var work = space == null ? firstByte() : space;
        state = State.EXCHANGE;
        newExchange(work).failed(Failure.REQUEST_TIMEOUT);
    }

    // ---- what the exchange asks for

    @Override
    public ConnectionView view() {
        return view;
    }

    @Override
    public Http1Session session() {
        return session;
    }

    @Override
    public void write(ByteBuf bytes) {
        var at = ctx;
        if (at == null || state == State.CLOSED) {
            bytes.release();
            return;
        }
        unflushed = true;
        at.write(bytes, at.voidPromise());
    }

    @Override
    public void flush() {
        var at = ctx;
        if (!unflushed || at == null) return;
        unflushed = false;
        at.flush();
    }

    @Override
    public boolean isWritable() {
        var at = ctx;
        return at != null && at.channel().isWritable();
    }

    @Override
    public void pauseReading() {
        var at = ctx;
        if (paused || at == null) return;
        paused = true;
        at.channel().config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        var at = ctx;
        if (!paused || at == null) return;
        paused = false;
        at.channel().config().setAutoRead(true);
        process();
    }

    @Override
    public void expectProgress() {
        await(frontend.settings().timeouts().client());
    }

    @Override
    public void expectNothing() {
        patience.off();
    }

    @Override
    public void finish() {
        var at = ctx;
        flush();
        if (at != null && at.channel() instanceof DuplexChannel duplex) duplex.shutdownOutput();
    }

    @Override
    public void keep(ServerConnection connection) {
        connection.detach();
        kept = connection;
    }

    @Override
    public @Nullable ServerConnection takeKept(Server server) {
        var idle = kept;
        kept = null;
        if (idle == null) return null;
        if (idle.server() == server && idle.isUsable()) return idle;
        idle.close();
        return null;
    }

    @Override
    public void becomeTunnel() {
        state = State.TUNNEL;
        process();
    }

    @Override
    public void exchangeEnded(Http1Session.Next next) {
        exchange = null;
        record = null;
        var work = space;
        space = null;
        if (work != null) context.giveBack(work);
        if (next != Http1Session.Next.REUSE || peerFinished) {
            endConnection();
            return;
        }
        state = State.HEAD;
        var timeouts = frontend.settings().timeouts();
        await(timeouts.httpKeepAlive() > 0 ? timeouts.httpKeepAlive() : timeouts.client());
        if (paused) resumeReading();
        else if (pending != null) process();
    }

    // ---- closing

    /** Closes when all is sent; waits for a client that is still sending, since closing now would reset it. */
    private void endConnection() {
        var at = ctx;
        if (at == null || !at.channel().isActive()) {
            close();
            return;
        }
        boolean whole = session.request() == Http1Session.Side.DONE || peerFinished;
        boolean answered = session.response() == Http1Session.Side.DONE;
        if (whole || !answered) {
            state = State.DRAIN;
            await(drainNanos());
            at.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        state = State.DRAIN;
        finish();
        if (paused) resumeReading();
        await(drainNanos());
    }

    /** Ends an idle connection, as a soft stop does; one that is at work ends after its response. */
    void closeIfIdle() {
        if (state == State.HEAD && space == null) close();
    }

    /** Ends it now; an exchange that is at work hears of it as of a client that left. */
    void close() {
        var at = ctx;
        if (at != null) at.close();
        if (exchange == null) released();
    }

    private void released() {
        if (state == State.CLOSED && exchange == null) return;
        state = State.CLOSED;
        clients.remove(this);
        context.loop().timers().remove(patience);
        var left = pending;
        pending = null;
        if (left != null) left.release();
        var work = space;
        space = null;
        if (work != null) context.giveBack(work);
        var idle = kept;
        kept = null;
        if (idle != null) idle.close();
    }

    // ---- time

    private long headNanos() {
        TimeoutNanos timeouts = frontend.settings().timeouts();
        return timeouts.httpRequest() > 0 ? timeouts.httpRequest() : timeouts.client();
    }

    private long drainNanos() {
        long clientFin = frontend.settings().timeouts().clientFin();
        return clientFin > 0 ? Math.min(clientFin, LONGEST_DRAIN_NANOS) : LONGEST_DRAIN_NANOS;
    }

    private void await(long nanos) {
        if (nanos > 0) context.loop().timers().arm(patience, nanos);
        else patience.off();
    }

    /** What the client may take its time for depends on the state. */
    private final class Patience extends Timer {
        void off() {
            context.loop().timers().stop(this);
        }

        @Override
        protected void expired() {
            var running = exchange;
            switch (state) {
                case HEAD -> headTimedOut();
                case EXCHANGE, TUNNEL -> {
                    if (running != null) running.clientTimedOut();
                }
                case DRAIN, CLOSED -> close();
            }
        }
    }
}
