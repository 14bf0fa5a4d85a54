package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;

/** {@code set-log-level}, with the levels of {@link io.weir.rules.Effects#setLogLevel}. Any thread; immutable. */
public record SetLogLevel(int level) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        txn.effects().setLogLevel(level, origin);
        return Verdict.CONTINUE;
    }
}
