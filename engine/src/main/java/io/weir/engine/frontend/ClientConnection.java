package io.weir.engine.frontend;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.exchange.ClientSide;
import io.weir.engine.exchange.Exchange;
import io.weir.engine.exchange.Failure;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.LoopContext;
import io.weir.engine.exchange.Workspace;
import io.weir.engine.http1.Http1Session;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.engine.http1.ReadStatus;
import io.weir.engine.http1.Strictness;
import io.weir.engine.loop.ClientOption;
import io.weir.engine.loop.Output;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.ConnectionView;
import io.weir.rules.config.Bind;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: reads one request after the other and hands each to an {@link Exchange}. While it is idle it
 * holds neither buffers nor a workspace. At any time a timer is armed or an exchange is at work. Loop-confined.
 */
public final class ClientConnection implements ClientSide {
    private enum State {
        /** Between requests, or in the middle of a head. */
        HEAD,
        EXCHANGE,
        TUNNEL,
        /** The last response is on its way; what the client still sends is thrown away. */
        FLUSH,
        /** The last response is out and its end told; closing now would reset what the client has not read yet. */
        DRAIN,
        CLOSED
    }

    private final LoopContext context;
    private final Frontend frontend;
    private final Clients clients;
    private final Http1Session session = new Http1Session();
    private final Channel channel;
    private final Output output;
    private final ClientTimeouts timeouts;
    private final AcceptedConnection view;
    private final Unread unread;
    private State state = State.HEAD;
    private @Nullable Workspace space;
    private @Nullable ExchangeRecord record;
    private @Nullable Exchange exchange;
    private @Nullable ServerConnection kept;
    private long endedNanos;
    private boolean processing;
    private boolean paused;
    private boolean peerFinished;

    public ClientConnection(LoopContext context, Frontend frontend, Bind bind, Clients clients, Channel channel) {
        this.context = context;
        this.frontend = frontend;
        this.clients = clients;
        this.channel = channel;
        this.output = new Output(channel);
        this.timeouts = new ClientTimeouts(this, frontend, context.loop().timers(), output);
        this.view = new AcceptedConnection(channel, bind);
        this.unread = new Unread(context.loop().alloc());
    }

    // ---- what the network does

    void opened() {
        clients.add(this);
        timeouts.awaitHead(view.acceptedNanos());
        if (!view.isAdmitted(context, frontend)) close();
    }

    void received(ByteBuf bytes) {
        if (state == State.FLUSH || state == State.DRAIN || state == State.CLOSED) {
            bytes.release();
            return;
        }
        unread.add(bytes);
        process();
    }

    /** The client has ended its direction. */
    void clientFinished() {
        peerFinished = true;
        var running = exchange;
        switch (state) {
            case HEAD -> process();
            case EXCHANGE, TUNNEL -> {
                if (running != null) running.clientFinished();
            }
            case FLUSH -> {} // closed as soon as everything is sent
            case DRAIN, CLOSED -> close();
        }
    }

    /** The connection is gone. */
    void lost() {
        var running = exchange;
        if (running != null) running.clientLost();
        else if (state == State.HEAD) leftBeforeRequest();
        released();
    }

    void writable(boolean writable) {
        var running = exchange;
        if (running != null) running.clientWritable(writable);
        else if (writable) process();
    }

    /** The client made no progress for as long as it was given. */
    void timedOut() {
        var running = exchange;
        switch (state) {
            case HEAD -> headTimedOut();
            case EXCHANGE, TUNNEL -> {
                if (running != null) running.clientTimedOut();
            }
            case FLUSH, DRAIN, CLOSED -> close();
        }
    }

    // ---- cutting bytes into requests

    private void process() {
        if (processing) return;
        processing = true;
        try {
            for (var in = unread.bytes(); in != null && step(in); in = unread.bytes()) {}
            int left = unread.settle();
            if (left >= context.pipelineBytes()) pauseReading();
            if (left == 0 && peerFinished && state == State.HEAD) leftBeforeRequest();
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
            case FLUSH, DRAIN, CLOSED -> {
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
        if (status == ReadStatus.NEED_MORE) {
            timeouts.awaitMore();
            return false;
        }
        timeouts.stop();
        state = State.EXCHANGE;
        view.requests++;
        var begun = newExchange(work);
        if (status == ReadStatus.DONE) begun.begin();
        else begun.refused(status == ReadStatus.BAD ? Failure.BAD_REQUEST : Failure.TOO_LARGE);
        return true;
    }

    private Workspace firstByte() {
        var work = context.borrowWorkspace();
        space = work;
        work.requestReader.strictness(
                Strictness.of(frontend.settings().config().http().acceptInvalidRequest()));
        var begun = ExchangeRecord.begun(view.requests == 0 ? view.acceptedNanos() : endedNanos);
        record = begun;
        if (view.requests > 0) timeouts.awaitHead(begun.startNanos);
        return work;
    }

    private Exchange newExchange(Workspace work) {
        var begun = requireNonNull(record);
        begun.headBytes = work.requestReader.received();
        var made = new Exchange(context, frontend, this, work, begun);
        exchange = made;
        return made;
    }

    /** The client ended before a request was whole; one that may still read is told so. */
    private void leftBeforeRequest() {
        var work = space;
        if (work == null && view.requests > 0) {
            closeWhenSent();
            return;
        }
        boolean listening = work != null && channel.isActive();
        if (work == null) work = firstByte();
        state = State.EXCHANGE;
        session.requestClosed();
        if (listening) newExchange(work).refused(Failure.REQUEST_INCOMPLETE);
        else newExchange(work).incomplete();
    }

    private void headTimedOut() {
        var work = space;
        if (work == null && view.requests > 0) {
            closeWhenSent();
            return;
        }
        if (work == null) work = firstByte();
        var late = record;
        if (late != null && view.requests == 0) late.startAtAccept();
        state = State.EXCHANGE;
        session.requestClosed();
        newExchange(work).refused(Failure.REQUEST_TIMEOUT);
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
        output.write(bytes);
    }

    @Override
    public void flush() {
        output.flush();
    }

    @Override
    public boolean isWritable() {
        return output.isWritable();
    }

    @Override
    public long takenBytes() {
        return output.takenBytes();
    }

    @Override
    public void pauseReading() {
        if (paused) return;
        paused = true;
        channel.config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        if (!paused) return;
        paused = false;
        channel.config().setAutoRead(true);
        process();
    }

    @Override
    public void expectProgress() {
        timeouts.awaitProgress();
    }

    @Override
    public void expectNothing() {
        timeouts.stop();
    }

    @Override
    public void finish() {
        output.finish();
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
    public void option(ClientOption option, int value) {
        option.apply(channel, value);
    }

    @Override
    public void becomeTunnel() {
        state = State.TUNNEL;
        process();
    }

    @Override
    public void exchangeEnded(Http1Session.Next next) {
        if (record != null) endedNanos = record.endNanos;
        exchange = null;
        record = null;
        if (space != null) context.giveBack(space);
        space = null;
        if (next != Http1Session.Next.REUSE) {
            endConnection();
            return;
        }
        state = State.HEAD;
        timeouts.awaitNext();
        if (paused) resumeReading();
        else process();
    }

    /** Closes when all is sent; waits for a client that is still sending, since closing now would reset it. */
    private void endConnection() {
        boolean nothingSent = session.response() == Side.IDLE;
        boolean nothingToCome = peerFinished
                || unread.bytes() == null && (session.request() == Side.DONE || session.request() == Side.CLOSED);
        if (nothingSent || nothingToCome || !channel.isActive()) {
            closeWhenSent();
            return;
        }
        flushThen(this::drain);
    }

    private void closeWhenSent() {
        flushThen(this::close);
    }

    private void flushThen(Runnable next) {
        state = State.FLUSH;
        timeouts.awaitProgress();
        if (paused) resumeReading();
        output.whenSent(next);
    }

    private void drain() {
        if (peerFinished || state != State.FLUSH) {
            close();
            return;
        }
        state = State.DRAIN;
        output.finish();
        timeouts.awaitEnd();
    }

    /** Ends an idle connection, as a soft stop does; one that is at work ends after its response. */
    void closeIfIdle() {
        if (state == State.HEAD && space == null) closeWhenSent();
    }

    /** Ends it now; an exchange that is at work hears of it as of a client that left. */
    void close() {
        channel.close();
        if (exchange == null) released();
    }

    private void released() {
        if (state == State.CLOSED && exchange == null) return;
        state = State.CLOSED;
        clients.remove(this);
        view.stopTracking();
        timeouts.end();
        unread.release();
        if (space != null) context.giveBack(space);
        space = null;
        closeKept();
    }

    /** Closes the server connection kept for this client when its server is no longer configured. */
    void closeRetired() {
        if (kept != null && kept.server().isRetired()) closeKept();
    }

    private void closeKept() {
        if (kept != null) kept.close();
        kept = null;
    }
}
