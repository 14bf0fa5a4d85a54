package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Casts;
import io.weir.rules.sample.Expression;
import io.weir.rules.table.Gpt;

/** {@code sc-set-gpt} and its like: tags the key that a stick counter tracks. Any thread; immutable. */
public record SetGpt(int counter, Gpt gpt, Expression value) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        Object sample = value.evaluate(txn);
        Long number = sample == null ? null : Casts.number(sample);
        if (number != null) txn.effects().setGpt(counter, gpt, number & 0xffffffffL, origin);
        return Verdict.CONTINUE;
    }
}
