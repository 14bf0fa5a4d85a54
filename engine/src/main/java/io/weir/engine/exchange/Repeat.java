package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.rules.config.RetryCause;
import io.weir.rules.config.RetryOn;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be sent again after a server has got it ({@code retry-on}), whatever its method, as long as nothing
 * of a response has reached the client. As in HAProxy it must be whole when it is first sent, and fit into one buffer;
 * its head stays where it was read, its body is kept here. Loop-confined.
 */
final class Repeat {
    private enum State {
        UNSENT,
        KEPT,
        GONE
    }

    private final HttpExchange exchange;
    private final LoopContext context;
    private final Workspace space;
    private final RetryOn causes;
    private State state = State.UNSENT;
    private @Nullable ByteBuf body;

    private Repeat(HttpExchange exchange, LoopContext context, Workspace space, RetryOn causes) {
        this.exchange = exchange;
        this.context = context;
        this.space = space;
        this.causes = causes;
    }

    /** @return null: nothing asks for it */
    static @Nullable Repeat of(HttpExchange exchange, Backend.Settings chosen, Workspace space) {
        var causes = chosen.config().retryOn();
        if (!causes.repeatsRequests() || exchange.txn().stream().isWithoutRetry()) return null;
        return new Repeat(exchange, exchange.context(), space, causes);
    }

    /**
     * The body to be sent now, which the caller owns.
     *
     * @param received what has come of it since the last time; taken over
     */
    @Nullable ByteBuf toSend(@Nullable ByteBuf received) {
        if (state == State.UNSENT) {
            int bytes = space.request.headers().used() + (received == null ? 0 : received.readableBytes());
            boolean fits = bytes <= context.limits().bytes();
            state = fits && exchange.session().request() == Side.DONE ? State.KEPT : State.GONE;
            if (state == State.KEPT) body = received;
        }
        var kept = body;
        return kept == null ? received : kept.retainedDuplicate();
    }

    /** Sends it again if that is wanted and a retry is left; what has come of a response is forgotten then. */
    boolean after(RetryCause cause) {
        var dispatch = exchange.dispatch();
        if (state != State.KEPT || !causes.includes(cause)) return false;
        if (dispatch == null || !dispatch.hasRetryLeft()) return false;
        space.response.clear();
        space.responseReader.reset();
        exchange.record().responseNanos = 0;
        dispatch.repeat();
        return true;
    }

    /** The client is getting a response, or the exchange is over: it will not be sent again. */
    void release() {
        state = State.GONE;
        var kept = body;
        body = null;
        if (kept != null) kept.release();
    }
}
