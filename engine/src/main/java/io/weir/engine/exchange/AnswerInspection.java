package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.Termination;
import io.weir.engine.loop.Timer;
import io.weir.rules.Verdict;
import io.weir.rules.config.TcpRules;

/**
 * The {@code tcp-response content} lines of a TCP backend: the server's bytes wait until they are decided, at most for
 * {@code inspect-delay}. Loop-confined.
 */
final class AnswerInspection extends Timer {
    private final TcpExchange exchange;
    private final LoopContext context;
    private final TcpRules rules;
    private final HeldContent content;
    private boolean late;

    AnswerInspection(TcpExchange exchange, LoopContext context, TcpRules rules) {
        this.exchange = exchange;
        this.context = context;
        this.rules = rules;
        this.content = new HeldContent(context.loop().alloc(), context.limits().bytes());
        exchange.txn().contents(exchange.txn().content(), content);
    }

    /** As HAProxy, lines that need none of its bytes decide before they come. */
    void start() {
        inspect();
    }

    void receive(ByteBuf in) {
        content.add(in);
        inspect();
        if (in.isReadable()) exchange.serverBytes(in); // more than is held: the lines have decided by now
    }

    /** The server will send no more. */
    void finished() {
        content.close();
        inspect();
    }

    void stop() {
        context.loop().timers().remove(this);
    }

    void release() {
        content.release();
    }

    @Override
    protected void expired() {
        late = true;
        inspect();
    }

    private void inspect() {
        var delay = rules.inspectResponse();
        Verdict verdict = content.ask(rules.response(), delay != null && !late, exchange.txn());
        if (verdict instanceof Verdict.WaitForContent) {
            if (!isArmed() && delay != null) context.loop().timers().arm(this, delay.toNanos());
            return;
        }
        stop();
        exchange.mark();
        if (verdict instanceof Verdict.Continue || verdict instanceof Verdict.Allow) {
            exchange.answering();
            exchange.answerPasses(content.take());
            if (exchange.txn().stream().isServerClosed()) exchange.serverFinished();
            return;
        }
        exchange.record().bytesOut += content.length();
        FinalAction.countDeniedResponse(exchange);
        exchange.breakOff(Termination.PD);
    }
}
