package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** A test of text where it lies, so that nothing need be copied out of a message. Any thread; immutable. */
public interface TextTest extends ValueTest {
    /**
     * Whether the text passes.
     *
     * @param start inclusive
     * @param end exclusive
     */
    boolean passes(byte[] bytes, int start, int end);

    @Override
    default boolean passes(Object value, Transaction txn) {
        String text = Casts.text(value);
        return passes(LatinBytes.of(text), 0, text.length());
    }
}
