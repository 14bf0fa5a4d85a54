package io.weir.engine.frontend;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.exchange.Failure;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.HttpExchange;
import io.weir.engine.exchange.LoopContext;
import io.weir.engine.exchange.Workspace;
import io.weir.engine.http1.Http1Session;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.engine.http1.ReadStatus;
import io.weir.engine.http1.Strictness;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a client sends into requests and hands each to an {@link HttpExchange}. Between two requests it holds neither
 * buffers nor a workspace. Loop-confined.
 */
final class HttpRequests implements Carried {
    private final LoopContext context;
    private final Frontend frontend;
    private final ClientConnection connection;
    private final Http1Session session = new Http1Session();
    private @Nullable Workspace space;
    private @Nullable ExchangeRecord record;
    private @Nullable HttpExchange exchange;
    private long endedNanos;

    /** What the connection was before, until its first request. */
    private @Nullable Transaction earlier;

    HttpRequests(LoopContext context, Frontend frontend, ClientConnection connection) {
        this.context = context;
        this.frontend = frontend;
        this.connection = connection;
    }

    /** It was a stream of bytes before. */
    void continueFrom(Transaction stream) {
        earlier = stream;
    }

    @Override
    public void opened() {
        connection.timeouts().awaitHead(connection.readyNanos());
    }

    @Override
    public boolean take(ByteBuf in) {
        var running = exchange;
        if (running == null) return connection.isWritable() && readHead(in);
        int before = in.readableBytes();
        running.clientBytes(in);
        return exchange == null || in.readableBytes() < before;
    }

    @Override
    public void clientFinished() {
        var running = exchange;
        if (running == null) connection.process();
        else running.clientFinished();
    }

    @Override
    public void nothingMore() {
        if (exchange == null) leftBeforeRequest();
    }

    @Override
    public void lost() {
        var running = exchange;
        if (running != null) running.clientLost();
        else leftBeforeRequest();
    }

    @Override
    public void writable(boolean writable) {
        var running = exchange;
        if (running != null) running.clientWritable(writable);
        else if (writable) connection.process();
    }

    @Override
    public void timedOut() {
        var running = exchange;
        if (running != null) running.clientTimedOut();
        else headTimedOut();
    }

    // ---- cutting bytes into requests

    private boolean readHead(ByteBuf in) {
        var work = space;
        if (work == null) work = firstByte();
        ReadStatus status = work.requestReader.read(in, work.request);
        if (status == ReadStatus.NEED_MORE) {
            connection.timeouts().awaitMore();
            return false;
        }
        connection.timeouts().stop();
        connection.countRequest();
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
        var begun = ExchangeRecord.begun(isFirst() ? connection.readyNanos() : endedNanos);
        record = begun;
        if (!isFirst()) connection.timeouts().awaitHead(begun.startNanos);
        return work;
    }

    private HttpExchange newExchange(Workspace work) {
        var begun = requireNonNull(record);
        begun.headBytes = work.requestReader.received();
        var made = new HttpExchange(context, frontend, connection, session, work, begun);
        exchange = made;
        var before = earlier;
        earlier = null;
        if (before != null) made.continueFrom(before);
        return made;
    }

    private boolean isFirst() {
        return connection.view().requests() == 0;
    }

    /** The client ended before a request was whole; one that may still read is told so. */
    private void leftBeforeRequest() {
        var work = space;
        if (work == null && !isFirst()) {
            connection.closeWhenSent();
            return;
        }
        boolean listening = work != null && connection.isActive();
        if (work == null) work = firstByte();
        session.requestClosed();
        if (listening) newExchange(work).refused(Failure.REQUEST_INCOMPLETE);
        else newExchange(work).incomplete();
    }

    private void headTimedOut() {
        var work = space;
        if (work == null && !isFirst()) {
            connection.closeWhenSent();
            return;
        }
        if (work == null) work = firstByte();
        var late = record;
        if (late != null && isFirst()) late.startAtAccept();
        session.requestClosed();
        newExchange(work).refused(Failure.REQUEST_TIMEOUT);
    }

    // ---- the end of an exchange

    @Override
    public void exchangeEnded(boolean reusable) {
        if (record != null) endedNanos = record.endNanos;
        exchange = null;
        record = null;
        release();
        if (reusable) {
            connection.timeouts().awaitNext();
            connection.resumeOrProcess();
            return;
        }
        boolean nothingSent = session.response() == Side.IDLE;
        boolean requestOver = session.request() == Side.DONE || session.request() == Side.CLOSED;
        boolean nothingToCome = connection.hasFinished() || !connection.hasUnread() && requestOver;
        if (nothingSent || nothingToCome) connection.closeWhenSent();
        else connection.endGently();
    }

    @Override
    public @Nullable HttpExchange exchange() {
        return exchange;
    }

    @Override
    public boolean isIdle() {
        return exchange == null && space == null;
    }

    @Override
    public void release() {
        if (space != null) context.giveBack(space);
        space = null;
    }
}
