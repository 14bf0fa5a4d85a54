package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** A value that is always the same. Any thread; immutable. */
record Constant(SampleType type, Object value) implements Expression {
    @Override
    public Object evaluate(Transaction txn) {
        return value;
    }
}
