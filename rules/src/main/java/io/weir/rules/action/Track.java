package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Expression;
import io.weir.rules.sample.TableKeys;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.TableEntry;
import io.weir.rules.table.TableEvent;

/**
 * {@code track-scN}: counts for a key from now on. The first rule that finds a key has it; a counter keeps its key.
 *
 * @param counter 0 to 2
 * @param counting what has been missed for that key and is counted now
 *     <p>Any thread; immutable.
 */
public record Track(int counter, Expression key, String table, Counting counting) implements Action {
    /** What is counted when the tracking begins. */
    public enum Counting {
        /** The request will be counted when it is seen. */
        LATER,
        REQUEST,
        /** Also what its response is counted as. */
        RESPONSE
    }

    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        var tracking = txn.tracking();
        if (tracking != null && tracking.entry(counter) != null) return Verdict.CONTINUE;
        Object sample = key.evaluate(txn);
        if (sample == null) return Verdict.CONTINUE;
        StickTable in = txn.inputs().table(table);
        Object found = TableKeys.of(in, sample);
        if (found == null) return Verdict.CONTINUE;
        TableEntry entry = txn.effects().track(counter, in, found, origin);
        if (entry != null && counting != Counting.LATER)
            count(entry, txn.response().status());
        return Verdict.CONTINUE;
    }

    @Override
    public boolean awaitsContent() {
        return true;
    }

    private void count(TableEntry entry, int status) {
        TableEvent.REQUEST.count(entry, 1);
        if (counting == Counting.REQUEST) return;
        if (TableEvent.isError(status)) TableEvent.ERROR.count(entry, 1);
        if (TableEvent.isFailure(status)) TableEvent.FAILURE.count(entry, 1);
    }
}
