package io.weir.engine.exchange;

import static java.util.Objects.requireNonNull;

import io.weir.engine.loop.Timer;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.config.Mode;
import io.weir.rules.config.TcpRules;
import java.time.Duration;

/**
 * A TCP connection from its first byte to the choice of its backend: the {@code tcp-request content} lines of the
 * frontend, the choice, those of the backend. Lines that need more than has come are asked again with every byte, until
 * {@code inspect-delay} is over. Loop-confined.
 */
final class ContentPath extends Timer {
    private enum Step {
        FRONTEND,
        BACKEND,
        OVER
    }

    private final TcpExchange exchange;
    private final LoopContext context;
    private final HeldContent content;
    private final Transaction txn;
    private Step step = Step.FRONTEND;
    private boolean waiting;
    private boolean late;

    ContentPath(TcpExchange exchange, LoopContext context, HeldContent content) {
        this.exchange = exchange;
        this.context = context;
        this.content = content;
        this.txn = exchange.txn();
    }

    void start() {
        inspect();
    }

    /** Bytes have come, or no more will. */
    void moved() {
        if (waiting) inspect();
    }

    /** Nothing more is heard from here. */
    void stop() {
        step = Step.OVER;
        waiting = false;
        context.loop().timers().remove(this);
    }

    @Override
    protected void expired() {
        late = true;
        inspect();
    }

    private void inspect() {
        switch (step) {
            case FRONTEND -> frontend();
            case BACKEND -> backend();
            case OVER -> {}
        }
    }

    private void frontend() {
        if (!passes(exchange.settings().config().rules().tcp())) return;
        Backend.Settings chosen = RequestRules.backend(exchange);
        if (chosen == null) {
            exchange.failed(Failure.NO_SERVER);
        } else if (chosen.config().mode() == Mode.HTTP) {
            step = Step.OVER;
            exchange.becomeHttp();
        } else {
            exchange.enterBackend(chosen);
            step = Step.BACKEND;
            backend();
        }
    }

    private void backend() {
        var chosen = exchange.backend();
        if (chosen == null || !passes(chosen.config().rules().tcp())) return;
        step = Step.OVER;
        exchange.dispatch(chosen);
    }

    /** Whether the lines let it pass now; else they wait, or it is over. */
    private boolean passes(TcpRules rules) {
        boolean mayWait = rules.inspectRequest() != null && !late;
        Verdict verdict = content.ask(rules.content(), mayWait, txn);
        if (verdict instanceof Verdict.WaitForContent) {
            await(requireNonNull(rules.inspectRequest()));
            return false;
        }
        waiting = false;
        late = false;
        context.loop().timers().stop(this);
        exchange.mark();
        if (verdict instanceof Verdict.SwitchToHttp) {
            step = Step.OVER;
            exchange.becomeHttp();
            return false;
        }
        return exchange.isLetPass(verdict);
    }

    private void await(Duration delay) {
        if (waiting) return;
        waiting = true;
        context.loop().timers().arm(this, delay.toNanos());
        exchange.client().expectProgress();
    }
}
