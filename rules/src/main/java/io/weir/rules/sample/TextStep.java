package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/** A conversion of text where it lies, so that nothing need be copied out of a message. Any thread; immutable. */
public interface TextStep extends Converter.Step {
    /**
     * The result; null: "no value".
     *
     * @param start inclusive
     * @param end exclusive
     */
    @Nullable Object convert(byte[] bytes, int start, int end);

    @Override
    default @Nullable Object convert(Object value, Transaction txn) {
        String text = (String) value;
        return convert(LatinBytes.of(text), 0, text.length());
    }
}
