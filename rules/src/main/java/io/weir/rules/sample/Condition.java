package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** The condition behind {@code if} or {@code unless}. Any thread; immutable. */
@FunctionalInterface
public interface Condition {
    boolean holds(Transaction txn);

    /** The same while content is still coming: undecided when it does not hold yet and more bytes may change that. */
    default Outcome test(Transaction txn) {
        txn.takeAwaited();
        if (holds(txn)) return Outcome.PASS;
        return txn.takeAwaited() ? Outcome.MISS : Outcome.FAIL;
    }

    /** No condition at all. */
    Condition ALWAYS = txn -> true;
}
