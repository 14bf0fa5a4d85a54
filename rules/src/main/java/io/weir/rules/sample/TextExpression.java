package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** An expression whose values lie in the bytes of a message. Any thread; immutable. */
public interface TextExpression extends Expression {
    /** As {@link Expression#any}, without an object per value. */
    boolean anyText(Transaction txn, TextTest test);

    /** What becomes of the value of {@link #evaluate}; where it can be had without an object for the text, it is. */
    default @Nullable Object converted(Transaction txn, TextStep step) {
        Object value = evaluate(txn);
        return value == null ? null : step.convert(Casts.text(value), txn);
    }
}
