package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** The condition behind {@code if} or {@code unless}. Any thread; immutable. */
@FunctionalInterface
public interface Condition {
    boolean holds(Transaction txn);

    /** No condition at all. */
    Condition ALWAYS = txn -> true;
}
