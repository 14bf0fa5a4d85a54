package io.weir.rules.sample;

import io.weir.rules.Effects.Side;
import io.weir.rules.Headers;
import io.weir.rules.Transaction;
import io.weir.rules.sample.HeaderValues.Split;
import org.jspecify.annotations.Nullable;

/**
 * The values of a header ({@code req.hdr}, {@code req.fhdr} and their like). Any thread; immutable.
 *
 * @param occurrence 1: the first, -1: the last; 0: all for a condition, the last otherwise
 */
record HeaderFetch(Side side, HeaderValues values, int occurrence) implements TextExpression {
    /** How far from the end an occurrence may be asked for; HAProxy's limit. */
    private static final int FARTHEST_FROM_END = 10;

    static Fetch.Maker maker(Side side, Split split) {
        return arguments -> of(side, split, arguments);
    }

    static HeaderFetch of(Side side, Split split, Arguments arguments) throws BadArgumentException {
        long occurrence = arguments.number(1, 0);
        if (occurrence < -FARTHEST_FROM_END || occurrence > Integer.MAX_VALUE)
            throw new BadArgumentException("occurrence " + occurrence, "-" + FARTHEST_FROM_END + " or more");
        return new HeaderFetch(side, new HeaderValues(arguments.text(0, ""), split), (int) occurrence);
    }

    /** The number of values. */
    static Fetch.Maker counter(Side side, Split split) {
        return arguments -> {
            HeaderValues values = new HeaderValues(arguments.text(0, ""), split);
            return (NumberExpression) txn -> values.count(headers(side, txn));
        };
    }

    static Headers headers(Side side, Transaction txn) {
        return side == Side.REQUEST ? txn.request().headers() : txn.response().headers();
    }

    @Override
    public SampleType type() {
        return SampleType.STR;
    }

    @Override
    public boolean anyText(Transaction txn, TextTest test) {
        Headers headers = headers(side, txn);
        if (occurrence == 0) return values.any(headers, test);
        long value = wanted(headers);
        return value >= 0 && test.passes(headers.bytes(), HeaderValues.start(value), HeaderValues.end(value));
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        Headers headers = headers(side, txn);
        long value = wanted(headers);
        return value < 0 ? null : headers.text(HeaderValues.start(value), HeaderValues.end(value));
    }

    @Override
    public @Nullable Object converted(Transaction txn, TextStep step) {
        Headers headers = headers(side, txn);
        long value = wanted(headers);
        return value < 0 ? null : step.convert(headers.bytes(), HeaderValues.start(value), HeaderValues.end(value));
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        return anyText(txn, new ValueTextTest(txn, test));
    }

    private long wanted(Headers headers) {
        if (occurrence > 0) return values.nth(headers, occurrence);
        int fromEnd = occurrence == 0 ? 1 : -occurrence;
        return values.nth(headers, values.count(headers) + 1 - fromEnd);
    }
}
