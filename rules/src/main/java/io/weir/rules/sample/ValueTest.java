package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** A test of one value, such as "is one of these numbers". Any thread; immutable. */
@FunctionalInterface
public interface ValueTest {
    /** @param value as {@link Expression#evaluate} gives it; one that cannot become what is compared does not pass */
    boolean passes(Object value, Transaction txn);
}
