package io.weir.replay;

import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleSet;
import io.weir.rules.table.TableEvent;

/**
 * The {@code tcp-request connection} and {@code session} lines for the connection that a record came on. They decided
 * about it when it was new, so their answer counts only where the record says that it is. Confined to the replaying
 * thread.
 */
final class Admission {
    private final Ways.Front front;
    private final RecordedRequest recorded;
    private final Transaction txn;

    Admission(RecordedTables tables, Ways.Front front, RecordedRequest recorded, Decision decision) {
        this.front = front;
        this.recorded = recorded;
        txn = Transaction.withoutMessages(
                recorded.connection(), recorded.inputs(), front.config().name());
        txn.journal(decision);
        recorded.inputs().aim(txn);
        if (!recorded.connection().isNew()) tables.connectionIsUnknown();
    }

    /** {@code Continue} or what ends the connection. */
    Verdict run() {
        var rules = front.rules().config().tcp();
        Verdict verdict = answer(rules.connection());
        if (verdict == Verdict.CONTINUE) verdict = answer(rules.session());
        var tracking = txn.ownTracking();
        if (tracking != null && verdict == Verdict.CONTINUE) tracking.count(TableEvent.SESSION, 1);
        recorded.connection().tracks(tracking);
        return verdict;
    }

    private Verdict answer(RuleSet lines) {
        Verdict verdict = lines.evaluate(txn);
        if (verdict == Verdict.CONTINUE || verdict instanceof Verdict.Allow) return Verdict.CONTINUE;
        if (!recorded.connection().isNew()) recorded.inputs().missing("conn.reqs"); // hangs on it
        return verdict;
    }
}
