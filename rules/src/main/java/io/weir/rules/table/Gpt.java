package io.weir.rules.table;

import org.jspecify.annotations.Nullable;

/**
 * A general purpose tag: the one that has a type of its own, else of the array, or only of the array.
 *
 * @param index in the array
 *     <p>Any thread.
 */
public record Gpt(int index, @Nullable DataType own) {
    public static final Gpt GPT0 = new Gpt(0, DataType.GPT0);

    /** That element of the array. */
    public static Gpt ofArray(int index) {
        return new Gpt(index, null);
    }

    /** The type under which a table keeps it, or null. */
    public @Nullable DataType type(StickTable table) {
        if (own != null && table.stores(own, 0)) return own;
        return table.stores(DataType.GPT, index) ? DataType.GPT : null;
    }

    /** Its place under that type. */
    public int index(DataType type) {
        return type.isArray() ? index : 0;
    }

    /** Nothing where the table does not keep it. */
    public void set(TableEntry entry, long value) {
        DataType type = type(entry.table());
        if (type == null) return;
        entry.set(type, index(type), value);
        entry.touch();
    }
}
