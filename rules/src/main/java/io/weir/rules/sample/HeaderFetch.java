package io.weir.rules.sample;

import io.weir.rules.Effects.Side;
import io.weir.rules.Headers;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The values of a header ({@code req.hdr}, {@code req.fhdr} and their like). Any thread; immutable.
 *
 * @param name empty: every header
 * @param occurrence 1: the first, -1: the last; 0: all for a condition, the last otherwise
 */
record HeaderFetch(Side side, String name, int occurrence, HeaderValues.Split split) implements TextExpression {
    /** How far from the end an occurrence may be asked for; HAProxy's limit. */
    static final int FARTHEST_FROM_END = 10;

    static Fetch.Maker maker(Side side, HeaderValues.Split split) {
        return arguments -> of(side, split, arguments);
    }

    static HeaderFetch of(Side side, HeaderValues.Split split, Arguments arguments) throws BadArgumentException {
        long occurrence = arguments.number(1, 0);
        if (occurrence < -FARTHEST_FROM_END || occurrence > Integer.MAX_VALUE)
            throw new BadArgumentException("occurrence " + occurrence, "-" + FARTHEST_FROM_END + " or more");
        return new HeaderFetch(side, arguments.text(0, ""), (int) occurrence, split);
    }

    /** The number of values. */
    static Fetch.Maker counter(Side side, HeaderValues.Split split) {
        return arguments -> {
            HeaderFetch header = new HeaderFetch(side, arguments.text(0, ""), 0, split);
            return (NumberExpression) header::count;
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
        var values = new HeaderValues(headers, name, split);
        if (occurrence != 0)
            return move(values, position(txn)) && test.passes(headers.bytes(), values.start(), values.end());
        while (values.next()) if (test.passes(headers.bytes(), values.start(), values.end())) return true;
        return false;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        Headers headers = headers(side, txn);
        var values = new HeaderValues(headers, name, split);
        return move(values, position(txn)) ? headers.text(values.start(), values.end()) : null;
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        if (occurrence != 0) return TextExpression.super.any(txn, test);
        Headers headers = headers(side, txn);
        var values = new HeaderValues(headers, name, split);
        while (values.next()) if (test.passes(headers.text(values.start(), values.end()), txn)) return true;
        return false;
    }

    private int count(Transaction txn) {
        var values = new HeaderValues(headers(side, txn), name, split);
        int count = 0;
        while (values.next()) count++;
        return count;
    }

    /** Position of the wanted value, from 1; 0 or less: there is none. */
    private int position(Transaction txn) {
        if (occurrence > 0) return occurrence;
        int fromEnd = occurrence == 0 ? 1 : -occurrence;
        return count(txn) + 1 - fromEnd;
    }

    private static boolean move(HeaderValues values, int position) {
        for (int i = 0; i < position; i++) if (!values.next()) return false;
        return position > 0;
    }
}
