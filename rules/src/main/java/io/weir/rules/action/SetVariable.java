package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Expression;
import io.weir.rules.sample.Variable;
import io.weir.rules.sample.VariableCondition;
import java.util.List;

/**
 * {@code set-var} and {@code set-var-fmt}; without a value, or where a condition does not hold, the variable keeps the
 * one it has.
 *
 * @param conditions all of them must hold
 *     <p>Any thread; immutable.
 */
public record SetVariable(Variable variable, List<VariableCondition> conditions, Expression value) implements Action {
    public SetVariable {
        conditions = List.copyOf(conditions);
    }

    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        Object result = value.evaluate(txn);
        if (result != null && VariableCondition.allHold(conditions, variable, result, txn))
            txn.effects().setVar(variable.fullName(), result, origin);
        return Verdict.CONTINUE;
    }
}
