package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.StreamSettings;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Casts;
import io.weir.rules.sample.Expression;

/**
 * {@code set-timeout}; nothing where there is no value.
 *
 * @param millis 0 or less: no timeout
 *     <p>Any thread; immutable.
 */
public record SetTimeout(StreamSettings.Timeout timeout, Expression millis) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        Object result = millis.evaluate(txn);
        Long number = result == null ? null : Casts.number(result);
        if (number != null) txn.effects().setTimeout(timeout, Math.max(0, number), origin);
        return Verdict.CONTINUE;
    }
}
