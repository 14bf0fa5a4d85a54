package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** A log-format string: literal text, {@code %variables} and {@code %[expressions]}. Any thread; immutable. */
public interface LogFormat {
    /** The text for this transaction; a part without value gives nothing. */
    String render(Transaction txn);

    /** The same, written as it comes to be. */
    default void write(Transaction txn, LogOutput out) {
        out.append(render(txn));
    }

    /** The text when it is the same for every transaction, or null. */
    default @Nullable String literal() {
        return null;
    }

    /** What a text for log lines is made of, or null: it is for something else. */
    default @Nullable LogTemplate template() {
        return null;
    }

    /** When all that it shows is known. */
    default LogMoment moment() {
        return LogMoment.END;
    }
}
