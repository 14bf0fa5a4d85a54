package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
        byte[] bytes = Casts.text(value).getBytes(ISO_8859_1);
        return passes(bytes, 0, bytes.length);
    }
}
