package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** Passes numbers of certain ranges. Any thread; immutable. */
record NumberTest(NumberRanges ranges) implements ValueTest {
    @Override
    public boolean passes(Object value, Transaction txn) {
        Long number = Casts.number(value);
        return number != null && ranges.contain(number);
    }
}
