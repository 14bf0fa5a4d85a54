package io.weir.engine.exchange;

import static java.util.Objects.requireNonNull;

import io.weir.engine.account.Termination;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.engine.loop.ClientOption;
import io.weir.engine.loop.Timer;
import io.weir.rules.Reply;
import io.weir.rules.StreamSettings;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.config.BalanceKey;
import io.weir.rules.config.Mode;

/**
 * A request from its head to the choice of its backend: the frontend's rules, the choice, the backend's rules, and the
 * waits for the body in between ({@code option http-buffer-request}, {@code wait-for-body}, {@code balance url_param}).
 * Loop-confined.
 */
final class RequestPath extends Timer {
    private enum Step {
        BUFFERING,
        FRONTEND_RULES,
        BACKEND_BUFFERING,
        BACKEND_RULES,
        BALANCE_BUFFERING,
        OVER
    }

    private final HttpExchange exchange;
    private final LoopContext context;
    private final Workspace space;
    private final Transaction txn;
    private Step step = Step.BUFFERING;
    private boolean waiting;
    private int atLeastBytes;

    RequestPath(HttpExchange exchange, LoopContext context, Workspace space) {
        this.exchange = exchange;
        this.context = context;
        this.space = space;
        this.txn = exchange.txn();
    }

    void start() {
        var settings = exchange.settings();
        var monitor = settings.config().monitor();
        if (monitor != null && monitor.isAsked(txn.request())) {
            step = Step.OVER;
            txn.effects().setLogLevel(Transaction.LOG_LEVEL_SILENT, monitor.place());
            exchange.reply(new Reply.Page(monitor.status(txn)), Termination.LR);
            return;
        }
        if (settings.config().http().bufferRequest() && mustWait(0)) {
            await(bufferingNanos(settings.timeouts()), 0);
            return;
        }
        frontendRules();
    }

    private static long bufferingNanos(TimeoutNanos timeouts) {
        return timeouts.httpRequest() > 0 ? timeouts.httpRequest() : timeouts.client();
    }

    boolean isWaiting() {
        return waiting;
    }

    /** Bytes of the body came, it is whole, or the client is gone: then the rules run with what is there. */
    void bodyMoved() {
        if (waiting && (exchange.clientHasFinished() || !mustWait(atLeastBytes))) resume();
    }

    /** Nothing more is heard from here. */
    void stop() {
        step = Step.OVER;
        waiting = false;
        context.loop().timers().remove(this);
    }

    @Override
    protected void expired() {
        if (waiting) exchange.failed(Failure.REQUEST_TIMEOUT);
    }

    private void resume() {
        waiting = false;
        context.loop().timers().stop(this);
        switch (step) {
            case BUFFERING -> frontendRules();
            case FRONTEND_RULES ->
                frontendVerdict(RequestRules.resumed(
                        exchange.settings().config().rules().httpRequest(), txn));
            case BACKEND_BUFFERING -> backendRules();
            case BACKEND_RULES ->
                backendVerdict(RequestRules.resumed(backend().config().rules().httpRequest(), txn));
            case BALANCE_BUFFERING -> dispatch();
            case OVER -> {}
        }
    }

    private void frontendRules() {
        step = Step.FRONTEND_RULES;
        var lines = exchange.settings().config().rules();
        txn.rewriteRoom(context.limits().rewriteRoom(receivedBytes()));
        boolean stream = exchange.settings().config().mode() == Mode.TCP;
        frontendVerdict(
                stream
                        ? RequestRules.atStream(exchange.isInspected(), lines, txn)
                        : RequestRules.atFrontend(exchange.frontendHooks(), lines, txn));
    }

    private void frontendVerdict(Verdict verdict) {
        if (isEnd(verdict)) return;
        Backend.Settings chosen = RequestRules.backend(exchange);
        if (chosen == null) {
            exchange.failed(Failure.NO_SERVER);
            return;
        }
        exchange.enterBackend(chosen);
        if (chosen.config().http().bufferRequest() && mustWait(0)) {
            step = Step.BACKEND_BUFFERING;
            await(bufferingNanos(chosen.timeouts()), 0);
            return;
        }
        backendRules();
    }

    private void backendRules() {
        step = Step.BACKEND_RULES;
        var lines = backend().config().rules();
        backendVerdict(RequestRules.atBackend(exchange.backendHooks(), lines, txn));
    }

    private void backendVerdict(Verdict verdict) {
        if (isEnd(verdict)) return;
        boolean looksIntoBody = backend().config().balance().algorithm() instanceof BalanceKey.UrlParam
                && txn.request().method().equals("POST");
        if (looksIntoBody && mustWait(0)) {
            step = Step.BALANCE_BUFFERING;
            await(bufferingNanos(backend().timeouts()), 0);
            return;
        }
        dispatch();
    }

    private void dispatch() {
        step = Step.OVER;
        exchange.dispatch(backend());
    }

    /** Whether the request goes no further for now. */
    private boolean isEnd(Verdict verdict) {
        if (txn.stream() != StreamSettings.NONE) said();
        if (!(verdict instanceof Verdict.WaitForBody wait)) return FinalAction.ofRequest(exchange, verdict);
        if (mustWait(wait.atLeastBytes())) {
            await(wait.millis() * TimeoutNanos.NANOS_PER_MILLI, wait.atLeastBytes());
            return true;
        }
        waiting = true;
        resume();
        return true;
    }

    private Backend.Settings backend() {
        return requireNonNull(exchange.backend());
    }

    // ---- the body

    private boolean mustWait(int atLeast) {
        if (exchange.session().request() != Side.OPEN || exchange.clientHasFinished()) return false;
        int held = exchange.upload().heldBytes();
        return (atLeast == 0 || held < atLeast)
                && receivedBytes() < context.limits().bytes();
    }

    private int receivedBytes() {
        return space.request.headers().used() + exchange.upload().heldBytes();
    }

    private void await(long nanos, int atLeast) {
        waiting = true;
        atLeastBytes = atLeast;
        if (nanos > 0) context.loop().timers().arm(this, nanos);
        exchange.upload().invite();
        exchange.client().expectProgress();
    }

    // ---- what rules said besides their verdict

    private void said() {
        var stream = txn.stream();
        for (var hint : stream.takeEarlyHints()) exchange.download().earlyHint(hint);
        mark(exchange.client(), stream);
    }

    /** Marks the client's packets as rules of either message said. */
    static void mark(ClientSide client, StreamSettings stream) {
        if (stream.mark() != StreamSettings.MARK_UNSET) client.option(ClientOption.MARK, stream.mark());
        if (stream.tos() != StreamSettings.MARK_UNSET) client.option(ClientOption.TOS, stream.tos());
    }
}
