package io.weir.rules.table;

import org.jspecify.annotations.Nullable;

/**
 * A general purpose counter with its rate: one of the two that have a type of their own, else of the array, or only of
 * the array.
 *
 * @param index in the array
 * @param ownCount null: only the array is meant
 *     <p>Any thread.
 */
public record Gpc(
        int index, @Nullable DataType ownCount, @Nullable DataType ownRate) {
    public static final Gpc GPC0 = new Gpc(0, DataType.GPC0, DataType.GPC0_RATE);
    public static final Gpc GPC1 = new Gpc(1, DataType.GPC1, DataType.GPC1_RATE);

    /** That element of the array. */
    public static Gpc ofArray(int index) {
        return new Gpc(index, null, null);
    }

    /** The type under which a table keeps the count, or null. */
    public @Nullable DataType count(StickTable table) {
        if (ownCount != null && table.stores(ownCount, 0)) return ownCount;
        return table.stores(DataType.GPC, index) ? DataType.GPC : null;
    }

    /** The type under which a table keeps the rate, or null. */
    public @Nullable DataType rate(StickTable table) {
        if (ownRate != null && table.stores(ownRate, 0)) return ownRate;
        return table.stores(DataType.GPC_RATE, index) ? DataType.GPC_RATE : null;
    }

    /** Its place under that type. */
    public int index(DataType type) {
        return type.isArray() ? index : 0;
    }

    /** One more; gives back the count, else the events of the present period, else 0. */
    public long increment(TableEntry entry) {
        DataType rate = rate(entry.table());
        DataType count = count(entry.table());
        long now = 0;
        if (rate != null) now = entry.add(rate, index(rate), 1);
        if (count != null) now = entry.add(count, index(count), 1);
        if (rate != null || count != null) entry.touch();
        return now;
    }
}
