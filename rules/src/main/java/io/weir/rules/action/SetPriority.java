package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Casts;
import io.weir.rules.sample.Expression;

/** {@code set-priority-class} and {@code set-priority-offset}; nothing where there is no value. Any thread; immutable. */
public record SetPriority(Kind kind, Expression value) implements Action {
    /** What the value is. */
    public enum Kind {
        CLASS,
        /** In milliseconds. */
        OFFSET
    }

    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        Object result = value.evaluate(txn);
        Long number = result == null ? null : Casts.number(result);
        if (number == null) return Verdict.CONTINUE;
        switch (kind) {
            case CLASS -> txn.effects().setPriorityClass(number, origin);
            case OFFSET -> txn.effects().setPriorityOffset(number, origin);
        }
        return Verdict.CONTINUE;
    }
}
