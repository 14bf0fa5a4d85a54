package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * An expression about whichever message is being processed: the response once there is one. Any thread; immutable.
 */
record CurrentMessage(TextExpression request, TextExpression response) implements TextExpression {
    @Override
    public SampleType type() {
        return request.type();
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        return current(txn).evaluate(txn);
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        return current(txn).any(txn, test);
    }

    @Override
    public boolean anyText(Transaction txn, TextTest test) {
        return current(txn).anyText(txn, test);
    }

    private TextExpression current(Transaction txn) {
        return txn.response().status() == 0 ? request : response;
    }
}
