package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** Takes the first value. Loop-confined. */
final class FirstValue implements ValueTest {
    private @Nullable Object value;

    @Override
    public boolean passes(Object found, Transaction txn) {
        value = found;
        return true;
    }

    /** The first value of an expression that has several, or null. */
    static @Nullable Object of(Expression expression, Transaction txn) {
        var first = new FirstValue();
        expression.any(txn, first);
        return first.value;
    }
}
