package io.weir.engine.exchange;

import io.weir.rules.ConnectionView;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
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
    /** What becomes of the client. */
    public enum Answer {
        GRANTED,
        /** Refused at once. */
        RESET,
        /** Refused as soon as it is known who it is. */
        CLOSED,
        /** Refused without a word. */
        SILENT
    }

    /** Runs the lines. */
    public static Admission of(LoopContext context, Frontend frontend, ConnectionView view) {
        var txn = Transaction.withoutMessages(view, context.inputs(), frontend.name());
        var rules = frontend.config().rules().tcp();
        Verdict atOnce = rules.connection().evaluate(txn);
        if (isRefusal(atOnce)) {
            frontend.counters().deniedConnections.increment();
            return new Admission(answer(atOnce, Answer.RESET), txn.ownTracking());
        }
        Verdict later = rules.session().evaluate(txn);
        if (isRefusal(later)) {
            frontend.counters().deniedSessions.increment();
            return new Admission(answer(later, Answer.CLOSED), txn.ownTracking());
        }
        var tracking = txn.ownTracking();
        if (tracking != null) tracking.count(TableEvent.SESSION, 1);
        return new Admission(Answer.GRANTED, tracking);
    }

    private static boolean isRefusal(Verdict verdict) {
        return verdict != Verdict.CONTINUE && !(verdict instanceof Verdict.Allow);
    }

    private static Answer answer(Verdict refusal, Answer otherwise) {
        return refusal instanceof Verdict.SilentDrop ? Answer.SILENT : otherwise;
    }
}
