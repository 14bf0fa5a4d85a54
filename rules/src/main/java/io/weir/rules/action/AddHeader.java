package io.weir.rules.action;

import io.weir.rules.Effects.Side;
import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.LogFormat;

/** {@code add-header}: one more line of that name. Any thread; immutable. */
public record AddHeader(Side side, String name, LogFormat value) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        txn.effects().addHeader(side, name, value.render(txn), origin);
        return Verdict.CONTINUE;
    }
}
