package io.weir.engine.balance;

import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import io.weir.rules.config.BalanceKey;
import io.weir.rules.sample.HashFunction;

/** {@code balance uri}: the target, mostly without its query, as far as length and depth allow. Immutable; any thread. */
record UriKey(BalanceKey.Uri part, HashFunction function) implements HashKey {
    @Override
    public long hash(Transaction txn) {
        RequestHead head = txn.request();
        byte[] bytes = head.headers().bytes();
        int start = part.pathOnly() ? pathStart(head, bytes) : head.targetStart();
        return HashKey.unsigned(function.of(bytes, start, end(bytes, start, head.targetEnd())));
    }

    /** Where there is no path nothing is left to hash. */
    private static int pathStart(RequestHead head, byte[] bytes) {
        int start = head.pathStart();
        return start < head.targetEnd() && bytes[start] == '/' ? start : head.targetEnd();
    }

    private int end(byte[] bytes, int start, int targetEnd) {
        int end = part.maxBytes() > 0 ? (int) Math.min(targetEnd, (long) start + part.maxBytes()) : targetEnd;
        int slashes = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '/' && ++slashes == part.depth() + 1 && part.depth() > 0) return i;
            if (bytes[i] == '?' && !part.whole()) return i;
        }
        return end;
    }
}
