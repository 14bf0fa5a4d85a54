package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.table.Gpc;

/** {@code sc-inc-gpc} and its like: one more for the key that a stick counter tracks. Any thread; immutable. */
public record IncrementGpc(int counter, Gpc gpc) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        txn.effects().incrementGpc(counter, gpc, origin);
        return Verdict.CONTINUE;
    }
}
