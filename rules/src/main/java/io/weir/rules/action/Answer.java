package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;

/** {@code return}: answers as a normal end. Any thread; immutable. */
public record Answer(ReplyTemplate reply) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        return new Verdict.Return(reply.reply(txn), origin);
    }
}
