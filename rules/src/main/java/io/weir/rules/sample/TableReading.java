package io.weir.rules.sample;

import io.weir.rules.table.DataType;
import io.weir.rules.table.Gpc;
import io.weir.rules.table.Gpt;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.TableEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a fetch or converter wants to know of a key of a table. For a key that is not in the table all is 0. Any thread.
 */
@FunctionalInterface
interface TableReading {
    /** The value, or null where the table does not keep it. */
    @Nullable Long of(TableEntry entry);

    static TableReading of(DataType type) {
        return entry -> entry.table().stores(type, 0) ? (Long) entry.value(type, 0) : null;
    }

    /** Bytes in whole KiB. */
    static TableReading kbytes(DataType type) {
        return entry -> entry.table().stores(type, 0) ? (Long) (entry.value(type, 0) >>> 10) : null;
    }

    static TableReading count(Gpc gpc) {
        return entry -> value(entry, gpc.count(entry.table()), gpc.index());
    }

    static TableReading rate(Gpc gpc) {
        return entry -> value(entry, gpc.rate(entry.table()), gpc.index());
    }

    static TableReading of(Gpt gpt) {
        return entry -> value(entry, gpt.type(entry.table()), gpt.index());
    }

    /** One more, and how many there are then. */
    static TableReading incremented(Gpc gpc) {
        return gpc::increment;
    }

    /** How many there were; none from now on. */
    static TableReading cleared(Gpc gpc) {
        return entry -> {
            StickTable table = entry.table();
            DataType type = gpc.count(table);
            if (type == null) return null;
            long before = entry.set(type, gpc.index(type), 0);
            entry.touch();
            return before;
        };
    }

    private static @Nullable Long value(TableEntry entry, @Nullable DataType type, int index) {
        return type == null ? null : (Long) entry.value(type, type.isArray() ? index : 0);
    }
}
