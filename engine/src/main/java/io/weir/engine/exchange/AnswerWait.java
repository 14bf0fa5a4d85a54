package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.engine.http1.BodyFraming;
import io.weir.engine.loop.Timer;
import io.weir.rules.Verdict;

/**
 * A response whose rules wait for its body ({@code http-response wait-for-body}): what comes of it is held until it is
 * all there, enough, or as much as a buffer takes. Loop-confined.
 */
final class AnswerWait extends Timer {
    private final Download download;
    private final LoopContext context;
    private final Workspace space;
    private final ByteBuf held;
    private final boolean unchunks;
    private int atLeastBytes;
    private boolean waiting;
    private boolean ended;

    /** @param unchunks whether the client gets the content without its chunks */
    AnswerWait(Download download, LoopContext context, Workspace space, boolean unchunks) {
        this.download = download;
        this.context = context;
        this.space = space;
        this.unchunks = unchunks;
        this.held = context.loop().alloc().buffer();
    }

    boolean isWaiting() {
        return waiting;
    }

    /** Bytes of the body as they go to the client. */
    ByteBuf held() {
        return held;
    }

    /** Holds bytes that were looked at before. */
    void add(ByteBuf in, int count) {
        held.writeBytes(in, count);
    }

    /** Whether rules must wait for that, and do so from now on. */
    boolean mustWait(Verdict.WaitForBody wait) {
        atLeastBytes = wait.atLeastBytes();
        waiting = mustWait();
        if (waiting && wait.millis() > 0)
            context.loop().timers().arm(this, wait.millis() * TimeoutNanos.NANOS_PER_MILLI);
        return waiting;
    }

    private boolean mustWait() {
        var body = space.responseBody;
        boolean bodiless =
                body.framing() == BodyFraming.TUNNEL || space.request.method().equals("CONNECT");
        if (ended || bodiless || body.done()) return false;
        if (atLeastBytes > 0 && body.contentBytes() >= atLeastBytes) return false;
        return space.response.headers().used() + held.readableBytes()
                < context.limits().bytes();
    }

    /** Takes bytes of the server; goes on with the rules when these were enough. */
    void receive(ByteBuf in) {
        take(in);
        if (space.responseBody.bad()) download.badWhileWaiting();
        else if (mustWait()) download.expectServer();
        else resume(in);
    }

    /** Takes those of the readable bytes that belong to the body. */
    void take(ByteBuf in) {
        var body = space.responseBody;
        if (unchunks)
            for (int bytes = body.content(in); bytes > 0; bytes = body.content(in)) held.writeBytes(in, bytes);
        else held.writeBytes(in, body.scan(in));
    }

    /** The server will send no more. */
    void ended() {
        ended = true;
        space.responseBody.closed();
        resume(Unpooled.EMPTY_BUFFER);
    }

    private void resume(ByteBuf in) {
        waiting = false;
        context.loop().timers().stop(this);
        download.resume(in);
    }

    @Override
    protected void expired() {
        if (waiting) download.serverSilent();
    }

    /** Shows rules what has come. */
    void show() {
        if (unchunks) space.answerBody.showContent(held);
        else space.answerBody.show(held, held.readableBytes());
    }

    void stop() {
        waiting = false;
        context.loop().timers().remove(this);
    }

    void release() {
        stop();
        held.release();
    }
}
