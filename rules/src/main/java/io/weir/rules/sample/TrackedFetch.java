package io.weir.rules.sample;

import io.weir.rules.Transaction;
import io.weir.rules.table.TableEntry;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for the key that a stick counter tracks; no value when it tracks none. Any thread; immutable.
 *
 * @param counter 0 to 2
 * @param table another table in which the key is looked up; empty: the one that it is tracked in
 */
record TrackedFetch(int counter, String table, TableReading reading) implements Expression {
    @Override
    public SampleType type() {
        return SampleType.INT;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        TableEntry tracked = tracked(txn, counter);
        if (tracked == null) return null;
        if (table.isEmpty()) return reading.of(tracked);
        TableEntry entry = txn.inputs().table(table).find(tracked.key());
        return entry == null ? (Long) 0L : reading.of(entry);
    }

    static @Nullable TableEntry tracked(Transaction txn, int counter) {
        var tracking = txn.tracking();
        return tracking == null ? null : tracking.entry(counter);
    }
}
