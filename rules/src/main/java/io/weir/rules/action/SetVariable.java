package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Expression;
import io.weir.rules.sample.Variable;

/** {@code set-var} and {@code set-var-fmt}; without a value the variable keeps the one it has. Any thread; immutable. */
public record SetVariable(Variable variable, Expression value) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        Object result = value.evaluate(txn);
        if (result != null) txn.effects().setVar(variable.fullName(), result, origin);
        return Verdict.CONTINUE;
    }
}
