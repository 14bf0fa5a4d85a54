package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** An expression that does not say its type itself. Any thread; immutable. */
record Typed(SampleType type, Expression source) implements Expression {
    @Override
    public @Nullable Object evaluate(Transaction txn) {
        return source.evaluate(txn);
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        return source.any(txn, test);
    }
}
