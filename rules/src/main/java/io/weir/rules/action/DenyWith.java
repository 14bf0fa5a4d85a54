package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;

/** {@code deny} with a reply of its own. Any thread; immutable. */
public record DenyWith(ReplyTemplate reply) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        return new Verdict.DenyWith(reply.reply(txn), origin);
    }
}
