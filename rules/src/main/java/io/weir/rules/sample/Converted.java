package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** An expression with one converter behind it. Any thread; immutable. */
record Converted(Expression source, SampleType from, SampleType type, Converter.Step step) implements Expression {
    @Override
    public @Nullable Object evaluate(Transaction txn) {
        if (step instanceof TextStep textStep && source instanceof TextExpression text)
            return text.converted(txn, textStep);
        Object value = source.evaluate(txn);
        return value == null ? null : convert(value, txn);
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        return source.any(txn, before(test));
    }

    /** The test of this expression's values as one of its source's. */
    ValueTest before(ValueTest test) {
        return new Before(this, test);
    }

    private @Nullable Object convert(Object value, Transaction txn) {
        Object cast = Casts.to(from, value);
        return cast == null ? null : step.convert(cast, txn);
    }

    private record Before(Converted converted, ValueTest test) implements ValueTest {
        @Override
        public boolean passes(Object value, Transaction txn) {
            Object result = converted.convert(value, txn);
            return result != null && test.passes(result, txn);
        }
    }
}
