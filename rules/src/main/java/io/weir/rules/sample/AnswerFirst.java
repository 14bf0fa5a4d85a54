package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * An expression about the head of a response that would have a value without one; there is none in a TCP proxy, and none
 * yet where rules run before it has come. Any thread; immutable.
 */
record AnswerFirst(Expression source) implements Expression {
    static Expression of(Expression source) {
        return source instanceof TextExpression ? source : new AnswerFirst(source);
    }

    @Override
    public SampleType type() {
        return source.type();
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        return txn.response().isThere() ? source.evaluate(txn) : null;
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        return txn.response().isThere() && source.any(txn, test);
    }
}
