package io.weir.engine.exchange;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.Termination;
import io.weir.engine.http1.BodyFraming;
import io.weir.engine.http1.ConnectionOption;
import io.weir.engine.http1.HeadFacts;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.engine.http1.MessageBytes;
import io.weir.engine.http1.ReadStatus;
import io.weir.rules.Reply;
import io.weir.rules.StreamSettings;
import io.weir.rules.Verdict;
import io.weir.rules.config.ConnectionMode;
import io.weir.rules.config.RetryCause;
import io.weir.rules.table.TableEvent;
import java.util.List;

/**
 * The response on its way to the client: interim heads, the head with its rules, then the body as it arrives. Small
 * bodies leave in one piece with their head. Loop-confined.
 */
final class Download {
    /** Bodies up to this size are copied behind their head: cheaper than another buffer in the same write. */
    private static final int COPIED_BODY_BYTES = 4096;

    private final HttpExchange exchange;
    private final LoopContext context;
    private final Workspace space;
    private long countedBytes;

    Download(HttpExchange exchange, LoopContext context, Workspace space) {
        this.exchange = exchange;
        this.context = context;
        this.space = space;
    }

    /** Takes bytes of the server. */
    void receive(ByteBuf in) {
        if (isWaiting()) requireNonNull(space.answerWait).receive(in);
        else if (exchange.session().response() == Side.IDLE) readHeads(in);
        else relay(in);
    }

    private void readHeads(ByteBuf in) {
        while (true) {
            ReadStatus status = space.responseReader.read(in, space.response);
            if (status == ReadStatus.BAD || status == ReadStatus.TOO_LARGE) {
                junk(status == ReadStatus.BAD ? Failure.BAD_RESPONSE : Failure.RESPONSE_TOO_LARGE);
                return;
            }
            if (status == ReadStatus.NEED_MORE) {
                expectServer();
                return;
            }
            int code = space.response.status();
            if (code == 101 && !space.requestReader.facts().upgrade()) {
                junk(Failure.BAD_RESPONSE); // nobody asked for another protocol (RFC 9110 section 15.2.2)
                return;
            }
            if (code >= 200 || code == 101) {
                head(in);
                return;
            }
            interim();
        }
    }

    /** A client of HTTP/1.0 does not know interim responses (RFC 9110 section 15.2). */
    private void interim() {
        if (space.request.minorVersion() == 0) return;
        exchange.giveUpRepeating();
        ByteBuf out =
                context.loop().alloc().directBuffer(space.response.headers().used() + 64);
        context.headWriter().response(space.response, ConnectionOption.ABSENT, out);
        exchange.record().bytesOut += MessageBytes.of(space.response);
        countServerResponse();
        exchange.client().write(out);
    }

    /** An interim response of rules (RFC 8297), before there is any other. */
    void earlyHint(List<Reply.Field> fields) {
        var head = space.response;
        head.clear();
        head.status(103, "Early Hints");
        for (var field : fields) head.headers().add(field.name(), field.value());
        interim();
        exchange.client().flush();
        head.clear();
    }

    private void head(ByteBuf in) {
        exchange.record().responseNanos = System.nanoTime();
        HeadFacts facts = space.responseReader.facts();
        var framing = BodyFraming.ofResponse(space.request.method(), space.response.status(), facts);
        space.responseBody.start(framing, facts.contentLength());
        int bytes = unchunked() ? 0 : space.responseBody.scan(in);
        if (space.responseBody.bad()) {
            junk(Failure.BAD_RESPONSE);
            return;
        }
        RetryCause unwanted = RetryCause.ofStatus(space.response.status());
        if (unwanted != null && isRepeated(unwanted)) return;
        exchange.giveUpRepeating();
        exchange.record().bytesOut += MessageBytes.of(space.response);
        countBody();
        if (!AnswerRules.atHead(exchange, space.response.status())) return;
        countServerResponse();
        Account.response(exchange.txn());
        Account.captureResponse(exchange);
        var dispatch = exchange.dispatch();
        if (dispatch != null) dispatch.answering();
        var txn = exchange.txn();
        txn.rewriteRoom(context.limits().rewriteRoom(space.response.headers().used() + in.readableBytes()));
        space.answerBody.show(in, unchunked() ? in.readableBytes() : bytes);
        decided(space.answerRules.start(exchange), in, bytes);
    }

    /** A client of HTTP/1.0 does not know chunks (RFC 9112 section 6.1). */
    private boolean unchunked() {
        return space.responseBody.framing() == BodyFraming.CHUNKED && space.request.minorVersion() == 0;
    }

    /** @param bytes how many of those readable belong to the body, unless its chunks are to be taken off */
    private void decided(Verdict verdict, ByteBuf in, int bytes) {
        var txn = exchange.txn();
        if (txn.stream() != StreamSettings.NONE) RequestPath.mark(exchange.client(), txn.stream());
        if (verdict instanceof Verdict.WaitForBody until) {
            await(until, in, bytes);
            return;
        }
        if (FinalAction.ofResponse(exchange, verdict)) return;
        AnswerRules.after(exchange);
        space.answerBody.hide();
        exchange.record().status = space.response.status();
        Account.early(exchange, context);
        pass(in, bytes);
        if (txn.stream().isServerClosed() && exchange.stage() == Stage.RELAY) serverEnded();
    }

    private void pass(ByteBuf in, int bytes) {
        if (space.responseBody.framing() == BodyFraming.UNTIL_CLOSE)
            exchange.session().lastRequest();
        if (unchunked()) {
            space.response.headers().remove("transfer-encoding"); // the close ends it
            exchange.session().lastRequest();
        }
        exchange.session().responseHead();
        // the request's rest will not be read, nor another request behind it
        if (space.responseBody.done() && exchange.session().request() == Side.OPEN)
            exchange.session().lastRequest();
        if (space.answerWait != null) {
            writeHead(space.answerWait.held(), space.answerWait.held().readableBytes());
            release();
            settle(in);
        } else if (unchunked()) {
            writeHead(in, 0);
            relay(in);
        } else {
            writeHead(in, bytes);
            settle(in);
        }
    }

    /** Writes the head, and behind it the first of those bytes. */
    private void writeHead(ByteBuf in, int bytes) {
        boolean copied = bytes <= COPIED_BODY_BYTES && !in.isReadOnly();
        int room = space.response.headers().used() + 128 + (copied ? bytes : 0);
        ByteBuf out = context.loop().alloc().directBuffer(room);
        context.headWriter().response(space.response, clientOption(), out);
        if (copied) out.writeBytes(in, bytes);
        exchange.client().write(out);
        if (!copied) exchange.client().write(in.readRetainedSlice(bytes));
    }

    // ---- rules that wait for the body

    private boolean isWaiting() {
        return space.answerWait != null && space.answerWait.isWaiting();
    }

    private void await(Verdict.WaitForBody until, ByteBuf in, int bytes) {
        var holds = space.answerWait;
        if (holds == null) {
            space.answerWait = holds = new AnswerWait(this, context, space, unchunked());
            holds.add(in, bytes);
            if (unchunked()) holds.take(in);
        }
        if (space.responseBody.bad()) badWhileWaiting();
        else if (holds.mustWait(until)) expectServer();
        else resume(in);
    }

    /** Goes on with the rules; what is readable is not of the body. */
    void resume(ByteBuf in) {
        requireNonNull(space.answerWait).show();
        countBody();
        decided(space.answerRules.resume(exchange), in, 0);
    }

    void badWhileWaiting() {
        countBody();
        countResponseError();
        exchange.failed(Failure.BAD_RESPONSE);
    }

    /** Until rules wait no longer for the body; -1: they do not. */
    long remainingMillis(long nowNanos) {
        return space.answerWait == null ? -1 : space.answerWait.remainingMillis(nowNanos);
    }

    void stopWaiting() {
        if (space.answerWait != null) space.answerWait.stop();
    }

    void release() {
        if (space.answerWait != null) space.answerWait.release();
        space.answerWait = null;
    }

    /** What of the body has come since the last time. */
    private void countBody() {
        long bytes = space.responseBody.messageBytes();
        exchange.record().bytesOut += bytes - countedBytes;
        countedBytes = bytes;
    }

    private void relay(ByteBuf in) {
        if (unchunked()) {
            for (int bytes = space.responseBody.content(in); bytes > 0; bytes = space.responseBody.content(in))
                exchange.client().write(in.readRetainedSlice(bytes));
            countBody();
            settle(in);
            return;
        }
        int bytes = space.responseBody.scan(in);
        countBody();
        if (bytes > 0) exchange.client().write(in.readRetainedSlice(bytes));
        settle(in);
    }

    /** After bytes were passed on: ends, breaks off, or waits for more. */
    private void settle(ByteBuf in) {
        var body = space.responseBody;
        if (body.framing() == BodyFraming.TUNNEL) {
            exchange.tunnelOpened();
        } else if (body.bad()) {
            countResponseError();
            exchange.breakOff(Termination.PD);
        } else if (body.done()) {
            exchange.responseEnded(isReusable(in));
        } else if (exchange.client().isWritable()) {
            expectServer();
        } else {
            exchange.clientWritable(false);
        }
    }

    private boolean isReusable(ByteBuf in) {
        return !in.isReadable()
                && space.responseReader.facts().persistent()
                && exchange.session().request() == Side.DONE
                && exchange.upload().serverMode() == ConnectionMode.KEEP_ALIVE;
    }

    /** While the client takes nothing, nothing is expected of the server. */
    void clientWritable(boolean writable) {
        var from = exchange.connection();
        if (from == null) return;
        if (writable) {
            exchange.client().expectNothing();
            from.resumeReading();
            from.expectProgress(exchange.serverNanos());
        } else {
            exchange.client().expectProgress();
            from.pauseReading();
            from.expectNothing();
        }
    }

    /** The server has ended its direction or is gone. */
    void serverEnded() {
        if (isWaiting()) {
            requireNonNull(space.answerWait).ended();
            if (exchange.stage() == Stage.ENDED) return;
        }
        if (exchange.session().response() == Side.IDLE) {
            endedBeforeHead();
            return;
        }
        space.responseBody.closed();
        if (space.responseBody.done()) {
            exchange.responseEnded(false);
            return;
        }
        countServerAbort();
        countResponseError();
        exchange.breakOff(Termination.SD);
    }

    /** A kept connection may have been closed by the server while the request was under way. */
    private void endedBeforeHead() {
        if (isRepeated(RetryCause.EMPTY_RESPONSE)) return;
        var dispatch = exchange.dispatch();
        var connection = exchange.connection();
        boolean stale = connection != null && connection.isReused() && !space.responseReader.started();
        if (stale && dispatch != null && exchange.upload().isRepeatable()) {
            dispatch.againOnNewConnection();
            return;
        }
        countResponseError();
        // a client whose connection was idle as well knows what to do when it closes, better than we do; so HAProxy
        if (stale && !exchange.isFirstOfClient()) exchange.breakOff(Termination.SH);
        else exchange.failed(Failure.SERVER_CLOSED);
    }

    // ---- what both kinds of responses need

    ConnectionOption clientOption() {
        if (space.response.status() == 101) return ConnectionOption.UPGRADE;
        var session = exchange.session();
        var http = exchange.settings().config().http();
        if (!http.keepAliveWhenFull() && exchange.frontend().isFull()) session.lastRequest();
        if (context.stop().closesNow()) session.lastRequest();
        if (!session.keepAlive()) return ConnectionOption.CLOSE;
        if (space.response.status() == 426 && space.responseReader.facts().upgrade()) return ConnectionOption.UPGRADE;
        return ConnectionOption.toStayOpen(space.request.minorVersion());
    }

    void expectServer() {
        var from = exchange.connection();
        if (from != null) from.expectProgress(exchange.serverNanos());
    }

    private void countServerResponse() {
        var server = exchange.server();
        if (server != null) server.counters().responses.count(space.response.status());
    }

    /** No response came in time, or not what rules wait for of its body. */
    void serverSilent() {
        if (isWaiting()) {
            Account.track(exchange.txn(), TableEvent.FAILURE, 1);
            exchange.failed(Failure.RESPONSE_BODY_TIMEOUT);
            return;
        }
        if (isRepeated(RetryCause.RESPONSE_TIMEOUT)) return;
        countResponseError();
        exchange.failed(Failure.SERVER_TIMEOUT);
    }

    /** What has come is no response; as in HAProxy it counts against the server even when the request goes again. */
    private void junk(Failure failure) {
        Account.responseFailed(exchange);
        if (isRepeated(RetryCause.JUNK_RESPONSE)) return;
        Account.track(exchange.txn(), TableEvent.FAILURE, 1);
        exchange.failed(failure);
    }

    private boolean isRepeated(RetryCause cause) {
        var repeat = exchange.repeat();
        return repeat != null && repeat.after(cause);
    }

    /** A response that is missing or cannot be used. */
    void countResponseError() {
        Account.track(exchange.txn(), TableEvent.FAILURE, 1);
        Account.responseFailed(exchange);
    }

    private void countServerAbort() {
        Account.track(exchange.txn(), TableEvent.FAILURE, 1);
        Account.serverAborted(exchange);
    }
}
