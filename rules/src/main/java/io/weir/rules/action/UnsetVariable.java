package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Variable;

/** {@code unset-var}. Any thread; immutable. */
public record UnsetVariable(Variable variable) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        txn.effects().setVar(variable.fullName(), null, origin);
        return Verdict.CONTINUE;
    }
}
