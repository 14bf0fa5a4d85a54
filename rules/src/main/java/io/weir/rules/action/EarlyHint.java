package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.LogFormat;

/**
 * {@code early-hint}: a field of an interim response 103.
 *
 * @param last whether the next line adds nothing to the same response
 *     <p>Any thread; immutable.
 */
public record EarlyHint(String name, LogFormat value, boolean last) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        txn.effects().earlyHint(name, value.render(txn), last, origin);
        return Verdict.CONTINUE;
    }

    EarlyHint continued() {
        return new EarlyHint(name, value, false);
    }
}
