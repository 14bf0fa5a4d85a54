package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;

/** What a rule line does when its condition holds. Any thread; immutable. */
@FunctionalInterface
public interface Action {
    /** {@link Verdict#CONTINUE} lets the next line have its turn. */
    Verdict perform(Transaction txn, Origin origin);

    /** Whether it is to be tried again when what it looks at is still coming. */
    default boolean awaitsContent() {
        return false;
    }
}
