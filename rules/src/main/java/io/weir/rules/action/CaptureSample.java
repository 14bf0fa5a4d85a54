package io.weir.rules.action;

import io.weir.rules.Effects.Side;
import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Casts;
import io.weir.rules.sample.Expression;

/**
 * {@code capture} of every rule set that has it; without a value the slot keeps what it has. Any
 * thread; immutable.
 */
public record CaptureSample(Side side, int id, Expression value) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        Object result = value.evaluate(txn);
        if (result != null) txn.effects().capture(side, id, Casts.text(result), origin);
        return Verdict.CONTINUE;
    }

    @Override
    public boolean awaitsContent() {
        return true;
    }
}
