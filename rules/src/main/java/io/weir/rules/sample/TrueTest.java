package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** Passes what is true or a number other than 0. Any thread. */
record TrueTest() implements ValueTest {
    @Override
    public boolean passes(Object value, Transaction txn) {
        Boolean bool = Casts.bool(value);
        return bool != null && bool;
    }
}
