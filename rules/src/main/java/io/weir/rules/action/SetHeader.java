package io.weir.rules.action;

import io.weir.rules.Effects.Side;
import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.LogFormat;

/** {@code set-header}: one line of that name, whatever there was. Any thread; immutable. */
public record SetHeader(Side side, String name, LogFormat value) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        txn.effects().setHeader(side, name, value.render(txn), origin);
        return Verdict.CONTINUE;
    }
}
