package io.weir.rules.sample;

import io.weir.rules.Transaction;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.TableEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a table keeps for the client's address. Any thread; immutable.
 *
 * @param missing what is done for an address that is not in the table
 */
record SourceFetch(String table, TableReading reading, Missing missing) implements Expression {
    /** What is done for a key that is not in the table. */
    enum Missing {
        IS_ZERO,
        IS_MADE
    }

    @Override
    public SampleType type() {
        return SampleType.INT;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        Object address = ConnectionFetches.ip(txn.connection().source());
        if (address == null) return null;
        StickTable in = txn.inputs().table(table);
        Object key = TableKeys.of(in, address);
        if (key == null) return null;
        return missing == Missing.IS_MADE ? made(in, key) : found(in, key);
    }

    private @Nullable Long found(StickTable in, Object key) {
        TableEntry entry = in.find(key);
        return entry == null ? (Long) 0L : reading.of(entry);
    }

    private @Nullable Long made(StickTable in, Object key) {
        TableEntry entry = in.holdOrMake(key);
        if (entry == null) return 0L;
        try {
            return reading.of(entry);
        } finally {
            entry.release();
        }
    }
}
