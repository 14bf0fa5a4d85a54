package io.weir.rules;

/** Makes the unique id of a transaction ({@code unique-id-format}). Any thread; immutable. */
@FunctionalInterface
public interface UniqueId {
    /** A longer id is cut off, as in HAProxy. */
    int MAX_BYTES = 127;

    String make(Transaction txn);

    /** That of a transaction, no longer than it may be. */
    default String of(Transaction txn) {
        String id = make(txn);
        return id.length() > MAX_BYTES ? id.substring(0, MAX_BYTES) : id;
    }
}
