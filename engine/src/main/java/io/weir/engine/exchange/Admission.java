package io.weir.engine.exchange;

import io.weir.rules.ConnectionView;
import io.weir.rules.RequestHead;
import io.weir.rules.ResponseHead;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleSet;
import io.weir.rules.table.TableEvent;
import io.weir.rules.table.Tracking;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code tcp-request connection} and {@code tcp-request session} lines of a frontend make of a new client.
 *
 * @param tracking what they track from now on, whatever the answer is; null: nothing
 *     <p>Loop-confined.
 */
public record Admission(Answer answer, @Nullable Tracking tracking) {
    /** There is no message yet; heads are needed only because a transaction has them. */
    private static final int NO_BYTES = 16;

    /** What becomes of the client. */
    public enum Answer {
        GRANTED,
        /** Refused at once. */
        RESET,
        /** Refused as soon as it is known who it is. */
        CLOSED
    }

    /** Runs the lines. */
    public static Admission of(LoopContext context, Frontend frontend, ConnectionView view) {
        var txn = new Transaction(
                new RequestHead(NO_BYTES), new ResponseHead(NO_BYTES), view, context.inputs(), frontend.name());
        var rules = frontend.config().rules().tcp();
        if (refuse(rules.connection(), txn)) {
            frontend.counters().deniedConnections.increment();
            return new Admission(Answer.RESET, txn.ownTracking());
        }
        if (refuse(rules.session(), txn)) {
            frontend.counters().deniedSessions.increment();
            return new Admission(Answer.CLOSED, txn.ownTracking());
        }
        var tracking = txn.ownTracking();
        if (tracking != null) tracking.count(TableEvent.SESSION, 1);
        return new Admission(Answer.GRANTED, tracking);
    }

    private static boolean refuse(RuleSet lines, Transaction txn) {
        Verdict verdict = lines.evaluate(txn);
        return verdict != Verdict.CONTINUE && !(verdict instanceof Verdict.Allow);
    }
}
