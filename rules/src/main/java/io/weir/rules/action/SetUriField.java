package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.LogFormat;

/** {@code set-method}, {@code set-path}, {@code set-pathq}, {@code set-query}, {@code set-uri}. Any thread; immutable. */
public record SetUriField(UriField field, LogFormat value) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        field.set(txn, value.render(txn), origin);
        return Verdict.CONTINUE;
    }
}
