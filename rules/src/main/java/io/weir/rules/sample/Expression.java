package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A sample expression: a fetch and its converters, checked when the configuration was read. Any thread; immutable, its
 * work happens on the transaction's loop.
 */
public interface Expression {
    /**
     * The value, or null for "no value".
     *
     * @return a {@link String} (bytes as ISO 8859-1), {@link Long}, {@link Boolean} or {@link java.net.InetAddress}
     */
    @Nullable Object evaluate(Transaction txn);
}
