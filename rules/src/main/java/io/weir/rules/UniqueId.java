package io.weir.rules;

/** Makes the unique id of a transaction ({@code unique-id-format}). Any thread; immutable. */
@FunctionalInterface
public interface UniqueId {
    String make(Transaction txn);
}
