package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.LogFormat;

/** {@code set-map}: another value for a key, or a new key. Any thread; immutable. */
public record SetMap(PatternRefs patterns, String file, LogFormat key, LogFormat value) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        PatternRef ref = patterns.named(file);
        if (ref != null) txn.effects().setMap(ref, key.render(txn), value.render(txn), origin);
        return Verdict.CONTINUE;
    }
}
