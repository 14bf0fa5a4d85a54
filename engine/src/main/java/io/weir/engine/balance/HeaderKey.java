package io.weir.engine.balance;

import io.weir.rules.Transaction;
import io.weir.rules.config.BalanceKey;
import io.weir.rules.sample.HashFunction;
import io.weir.rules.sample.HeaderValues;

/** {@code balance hdr}: the first value of a header, or of a host's name the domain in it. Immutable; any thread. */
record HeaderKey(HeaderValues values, boolean domainOnly, HashFunction function) implements HashKey {
    static HeaderKey of(BalanceKey.Header header, HashFunction function) {
        return new HeaderKey(new HeaderValues(header.name(), HeaderValues.Split.COMMAS), header.domainOnly(), function);
    }

    @Override
    public long hash(Transaction txn) {
        var headers = txn.request().headers();
        long first = values.nth(headers, 1);
        if (first < 0) return NONE;
        int start = HeaderValues.start(first);
        int end = HeaderValues.end(first);
        if (start == end) return NONE;
        byte[] bytes = headers.bytes();
        return HashKey.unsigned(domainOnly ? ofDomain(bytes, start, end) : function.of(bytes, start, end));
    }

    /** Between the last dot and the one before it; all of it where there is no dot behind its first character. */
    private int ofDomain(byte[] bytes, int start, int end) {
        int dot = end - 1;
        while (dot > start && bytes[dot] != '.') dot--;
        if (dot == start) return function.of(bytes, start, end);
        int from = dot - 1;
        while (from > start && bytes[from - 1] != '.') from--;
        return function.of(bytes, from, dot);
    }
}
