package io.weir.rules.sample;

import io.weir.rules.Transaction;

/**
 * A variable of log formats.
 *
 * @param since when it is known
 *     <p>Any thread; immutable.
 */
public record LogVariable(String name, LogMoment since, Writer writer) {
    /** Writes its value. */
    @FunctionalInterface
    public interface Writer {
        /** False: nothing stands here, so that the spaces around it are one. */
        boolean write(Transaction txn, LogFlags flags, LogOutput out);
    }
}
