package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** An expression that always has a value, and that a number. Any thread; immutable. */
@FunctionalInterface
public interface NumberExpression extends Expression {
    /** The value, without an object around it. */
    long number(Transaction txn);

    @Override
    default Object evaluate(Transaction txn) {
        return number(txn);
    }

    @Override
    default SampleType type() {
        return SampleType.INT;
    }
}
