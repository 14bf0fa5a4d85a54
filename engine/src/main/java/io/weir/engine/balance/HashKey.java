package io.weir.engine.balance;

import io.weir.rules.Transaction;
import io.weir.rules.config.BalanceKey;
import io.weir.rules.config.HashType;

/** What a request is hashed by. Immutable; any thread, its work happens on the transaction's loop. */
sealed interface HashKey permits SourceKey, UriKey, ParamKey, HeaderKey, SampleKey {
    /** The request has no such key. */
    long NONE = -1;

    /** The hash of its key, 0 or more, before {@code avalanche}; or {@link #NONE}. */
    long hash(Transaction txn);

    /** Whether a request without the key still goes to the only server there is, be it full. */
    default boolean isNeededForOne() {
        return true;
    }

    static HashKey of(BalanceKey key, HashType type) {
        var function = type.function();
        return switch (key) {
            case BalanceKey.Source _ -> new SourceKey();
            case BalanceKey.Uri uri -> new UriKey(uri, function);
            case BalanceKey.UrlParam param -> ParamKey.of(param.name(), function);
            case BalanceKey.Header header -> HeaderKey.of(header, function);
            case BalanceKey.RdpCookie rdp -> new SampleKey(rdp.cookie(), function, true);
            case BalanceKey.Sample sample -> new SampleKey(sample.expression(), function, false);
        };
    }

    /** A hash as a number of 0 or more. */
    static long unsigned(int hash) {
        return hash & 0xffffffffL;
    }
}
