package io.weir.rules.action;

import io.weir.rules.Effects.Side;
import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;

/** {@code del-header}: no line of that name any more. Any thread; immutable. */
public record DelHeader(Side side, String name) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        txn.effects().delHeader(side, name, origin);
        return Verdict.CONTINUE;
    }
}
