package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** A log-format string: literal text and {@code %[expressions]}. Any thread; immutable. */
public interface LogFormat {
    /** The text for this transaction; a part without value gives nothing. */
    String render(Transaction txn);

    /** The text when it is the same for every transaction, or null. */
    default @Nullable String literal() {
        return null;
    }
}
