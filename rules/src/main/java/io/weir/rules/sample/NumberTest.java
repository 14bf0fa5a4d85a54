package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** A test of numbers, which need not become objects for it. Any thread; immutable. */
interface NumberTest extends ValueTest {
    boolean passes(long number);

    @Override
    default boolean passes(Object value, Transaction txn) {
        Long number = Casts.number(value);
        return number != null && passes((long) number);
    }
}
