package io.weir.engine.balance;

import io.weir.rules.Transaction;
import io.weir.rules.sample.Expression;
import io.weir.rules.sample.HashFunction;

/**
 * {@code balance hash} and {@code balance rdp-cookie}: the value of an expression. Immutable; any thread.
 *
 * @param mustBeThere whether an empty value is none, and a request without one has no claim to the only server
 */
record SampleKey(Expression expression, HashFunction function, boolean mustBeThere) implements HashKey {
    @Override
    public long hash(Transaction txn) {
        Object value = expression.evaluate(txn);
        if (value == null || mustBeThere && "".equals(value)) return NONE;
        return HashKey.unsigned(function.of(value));
    }

    @Override
    public boolean isNeededForOne() {
        return !mustBeThere;
    }
}
