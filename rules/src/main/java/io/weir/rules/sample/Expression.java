package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A sample expression: a fetch and its converters, checked when the configuration was read. Any thread; immutable, its
 * work happens on the transaction's loop.
 */
public interface Expression {
    /**
     * The value, or null for "no value". A fetch with several values gives the one that HAProxy documents, mostly the
     * last.
     *
     * @return a {@link String} (bytes as ISO 8859-1), {@link Long}, {@link Boolean} or {@link java.net.InetAddress}
     */
    @Nullable Object evaluate(Transaction txn);

    /** What {@link #evaluate} gives. */
    default SampleType type() {
        return SampleType.ANY;
    }

    /** Whether one of the values passes: a condition tries every value of a fetch, such as each line of a header. */
    default boolean any(Transaction txn, ValueTest test) {
        Object value = evaluate(txn);
        return value != null && test.passes(value, txn);
    }
}
