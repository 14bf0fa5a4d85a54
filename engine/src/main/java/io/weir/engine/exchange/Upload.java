package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.http1.BodyFraming;
import io.weir.engine.http1.ConnectionOption;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.engine.http1.Strictness;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.Content;
import io.weir.rules.config.ConnectionMode;
import org.jspecify.annotations.Nullable;

/**
 * The request on its way to the server: its head, then its body as it arrives. Bytes that come before there is a server
 * wait here, at most about one buffer; for rules they are the body. Loop-confined.
 */
final class Upload extends Content {
    private final HttpExchange exchange;
    private final LoopContext context;
    private final Workspace space;
    private @Nullable ByteBuf held;
    private @Nullable BodyContent unchunked;
    private long sentBytes;
    private long countedBytes;
    private boolean paused;

    Upload(HttpExchange exchange, LoopContext context, Workspace space) {
        this.exchange = exchange;
        this.context = context;
        this.space = space;
    }

    /** Method, target and version as they were received, before rules change them. */
    void noteRequestLine(ExchangeRecord record) {
        var head = space.request;
        byte[] bytes = head.headers().bytes();
        int end = head.targetEnd();
        while (bytes[end] != '\r' && bytes[end] != '\n') end++;
        record.requestLine(bytes, head.methodStart(), end);
    }

    /** Takes the bytes that belong to the body and leaves the others. */
    void receive(ByteBuf in) {
        if (exchange.session().request() != Side.OPEN) return;
        var body = space.requestBody;
        int bytes = body.scan(in);
        exchange.record().bytesIn += body.messageBytes() - countedBytes;
        countedBytes = body.messageBytes();
        if (bytes > 0) pass(in, bytes);
        if (body.bad()) {
            exchange.frontend().counters().badRequests.increment();
            exchange.failed(readyConnection() == null ? Failure.BAD_REQUEST : Failure.BAD_BODY);
        } else if (body.done()) {
            exchange.session().requestEnd();
            awaitResponse();
        }
        exchange.bodyMoved();
    }

    @Override
    public boolean isRaw() {
        return false;
    }

    @Override
    public boolean isFinal() {
        return exchange.session().request() != Side.OPEN || paused;
    }

    @Override
    public int length() {
        var bytes = body();
        return bytes == null ? 0 : bytes.readableBytes();
    }

    @Override
    public byte at(int index) {
        var bytes = body();
        if (bytes == null) throw new IndexOutOfBoundsException(index);
        return bytes.getByte(bytes.readerIndex() + index);
    }

    /** With chunks nothing is known of those that have not begun. */
    @Override
    public long announcedBytes() {
        if (space.requestBody.framing() != BodyFraming.LENGTH) return length() + space.requestBody.announcedBytes();
        return space.requestReader.facts().contentLength() - sentBytes;
    }

    /** What is held of the body, without chunks. */
    private @Nullable ByteBuf body() {
        var bytes = held;
        if (bytes == null || space.requestBody.framing() != BodyFraming.CHUNKED) return bytes;
        var known = unchunked;
        if (known == null || known.wireBytes() != bytes.readableBytes())
            unchunked = known = BodyContent.of(bytes, context.limits().bytes());
        return known.content();
    }

    /** Bytes of the body that wait here. */
    int heldBytes() {
        return held == null ? 0 : held.readableBytes();
    }

    /** Lets a client that asks first send its body (RFC 9110 section 10.1.1), since nobody else will tell it. */
    void invite() {
        int expect = space.request.headers().find("expect", 0);
        if (expect < 0 || !space.request.headers().valueIs(expect, "100-continue")) return;
        space.request.headers().removeAt(expect);
        if (space.request.minorVersion() == 0 || heldBytes() > 0) return;
        exchange.client().write(ByteBufUtil.writeAscii(context.loop().alloc(), "HTTP/1.1 100 Continue\r\n\r\n"));
        exchange.client().flush();
    }

    private void pass(ByteBuf in, int bytes) {
        var to = readyConnection();
        if (to != null) {
            sentBytes += bytes;
            to.write(in.readRetainedSlice(bytes));
            to.flush();
            awaitResponse();
            if (!to.isWritable()) pause();
            return;
        }
        var before = held;
        if (before == null) before = context.loop().alloc().buffer(bytes);
        held = before.writeBytes(in, bytes);
        if (held.readableBytes() >= context.limits().bytes()) pause();
    }

    /** Writes the head and what has come of the body, then waits for the rest and the response. */
    void sendHead(ServerConnection to) {
        sentBytes = 0;
        space.responseReader.strictness(responseStrictness());
        ByteBuf out =
                context.loop().alloc().directBuffer(space.request.headers().used() + 128);
        context.headWriter().request(space.request, option(), out);
        to.write(out);
        var repeat = exchange.repeat();
        var before = repeat == null ? held : repeat.toSend(held);
        held = null;
        unchunked = null;
        if (before != null) {
            sentBytes = before.readableBytes();
            to.write(before);
        }
        to.flush();
        awaitResponse();
        if (exchange.session().request() == Side.OPEN) resume();
    }

    /** How much of a response is forgiven is the backend's choice. */
    private Strictness responseStrictness() {
        var backend = exchange.backend();
        return Strictness.of(backend != null && backend.config().http().acceptInvalidResponse());
    }

    /** The server takes bytes again. */
    void resume() {
        if (!paused) return;
        paused = false;
        exchange.client().resumeReading();
        if (exchange.session().request() == Side.OPEN) awaitResponse();
    }

    /** Whether the request can be sent once more as if it had never been sent. */
    boolean isRepeatable() {
        return sentBytes == 0 && exchange.session().request() == Side.DONE && isIdempotent(space.request.method());
    }

    /** What is done twice is done once (RFC 9110 section 9.2.2). */
    private static boolean isIdempotent(String method) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    void release() {
        if (held != null) held.release();
        held = null;
        if (paused) exchange.client().resumeReading();
        paused = false;
    }

    private void pause() {
        paused = true;
        exchange.client().pauseReading();
    }

    /** What the client does with its body is limited by the server's patience, as in HAProxy, if that has a limit. */
    private void awaitResponse() {
        var to = readyConnection();
        if (to == null || exchange.session().response() != Side.IDLE) return;
        long nanos = exchange.serverNanos();
        to.expectProgress(nanos);
        if (nanos > 0 || exchange.session().request() != Side.OPEN || paused)
            exchange.client().expectNothing();
        else exchange.client().expectProgress();
    }

    private @Nullable ServerConnection readyConnection() {
        var dispatch = exchange.dispatch();
        return dispatch != null && dispatch.isConnected() ? dispatch.connection() : null;
    }

    private ConnectionOption option() {
        if (space.requestReader.facts().upgrade()) return ConnectionOption.UPGRADE;
        if (serverMode() != ConnectionMode.KEEP_ALIVE) return ConnectionOption.CLOSE;
        return ConnectionOption.toStayOpen(space.request.minorVersion());
    }

    /** The stricter one of the frontend's and the backend's. */
    ConnectionMode serverMode() {
        var frontend = exchange.settings().config().http().connectionMode();
        var backend = exchange.backend();
        if (backend == null) return frontend;
        var own = backend.config().http().connectionMode();
        return own.compareTo(frontend) > 0 ? own : frontend;
    }
}
