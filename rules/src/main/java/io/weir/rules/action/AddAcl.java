package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.LogFormat;

/** {@code add-acl}: one pattern more, unless it is there. Any thread; immutable. */
public record AddAcl(PatternRefs patterns, String file, LogFormat key) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        PatternRef ref = patterns.named(file);
        if (ref != null) txn.effects().addAcl(ref, key.render(txn), origin);
        return Verdict.CONTINUE;
    }
}
