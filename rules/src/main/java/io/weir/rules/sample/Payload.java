package io.weir.rules.sample;

import io.weir.rules.Content;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Bytes at a fixed place ({@code payload}).
 *
 * @param bytes how many; 0: all that have come behind the offset
 *     <p>Any thread; immutable.
 */
record Payload(Direction direction, long offset, long bytes) implements Expression {
    static Payload of(Direction direction, Arguments arguments) throws BadArgumentException {
        return new Payload(direction, unsigned("offset", arguments.number(0)), unsigned("length", arguments.number(1)));
    }

    static long unsigned(String what, long number) throws BadArgumentException {
        if (number < 0 || number > Integer.MAX_VALUE) throw new BadArgumentException(what + " " + number, "0 or more");
        return number;
    }

    @Override
    public SampleType type() {
        return SampleType.BIN;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        Content content = direction.raw(txn);
        if (content == null || offset + bytes > content.capacity()) return null;
        if (offset + bytes > content.length()) {
            content.awaitMore();
            return null;
        }
        if (bytes > 0) return content.text((int) offset, (int) (offset + bytes));
        content.awaitMore();
        return content.text((int) offset, content.length());
    }
}
