package io.weir.engine.balance;

import io.weir.rules.Transaction;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** {@code balance source}: the words of the client's address, folded into one. Immutable; any thread. */
record SourceKey() implements HashKey {
    private static final int WORD_BYTES = 4;

    @Override
    public long hash(Transaction txn) {
        if (!(txn.connection().source() instanceof InetSocketAddress source)) return NONE;
        return HashKey.unsigned(folded(source.getAddress()));
    }

    private static int folded(InetAddress address) {
        byte[] bytes = address.getAddress();
        int hash = 0;
        for (int at = 0; at < bytes.length; at += WORD_BYTES)
            hash ^= bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
        return hash;
    }
}
