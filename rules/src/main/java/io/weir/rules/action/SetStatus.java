package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.StandardReason;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;

/**
 * {@code set-status}.
 *
 * @param reason empty: the standard one
 *     <p>Any thread; immutable.
 */
public record SetStatus(int status, String reason) implements Action {
    public SetStatus {
        if (reason.isEmpty()) reason = StandardReason.of(status);
    }

    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        txn.effects().setStatus(status, reason, origin);
        return Verdict.CONTINUE;
    }
}
