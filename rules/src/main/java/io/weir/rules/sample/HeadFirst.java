package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Expressions about the head of a request, which have no value while there is none: in a TCP proxy it must be found in
 * the content first. Any thread; immutable.
 */
final class HeadFirst {
    private HeadFirst() {}

    static Expression of(Expression source) {
        return source instanceof TextExpression text ? of(text) : new Value(source);
    }

    static TextExpression of(TextExpression source) {
        return new Text(source);
    }

    /** One whose values lie in the head. */
    record Text(TextExpression source) implements TextExpression {
        @Override
        public SampleType type() {
            return source.type();
        }

        @Override
        public @Nullable Object evaluate(Transaction txn) {
            return txn.hasRequest() ? source.evaluate(txn) : null;
        }

        @Override
        public boolean any(Transaction txn, ValueTest test) {
            return txn.hasRequest() && source.any(txn, test);
        }

        @Override
        public boolean anyText(Transaction txn, TextTest test) {
            return txn.hasRequest() && source.anyText(txn, test);
        }

        @Override
        public @Nullable Object converted(Transaction txn, TextStep step) {
            return txn.hasRequest() ? source.converted(txn, step) : null;
        }
    }

    /** One that is no text. */
    record Value(Expression source) implements Expression {
        @Override
        public SampleType type() {
            return source.type();
        }

        @Override
        public @Nullable Object evaluate(Transaction txn) {
            return txn.hasRequest() ? source.evaluate(txn) : null;
        }

        @Override
        public boolean any(Transaction txn, ValueTest test) {
            return txn.hasRequest() && source.any(txn, test);
        }
    }
}
