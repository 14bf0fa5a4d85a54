package io.weir.rules;

/** Makes the unique id of a transaction ({@code unique-id-format}). Any thread; immutable. */
@FunctionalInterface
public interface UniqueId {
    /** A longer id is cut off, as in HAProxy. */
    int MAX_BYTES = 127;

    String make(Transaction txn);
}
