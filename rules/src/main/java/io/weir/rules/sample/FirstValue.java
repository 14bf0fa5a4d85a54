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

    /** Null: there was none. */
    @Nullable Object value() {
        return value;
    }
}
