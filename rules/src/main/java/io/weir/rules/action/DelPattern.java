package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.LogFormat;

/**
 * {@code del-map} and {@code del-acl}: no entry of that key any more.
 *
 * @param name of the action
 *     <p>Any thread; immutable.
 */
public record DelPattern(String name, PatternRefs patterns, String file, LogFormat key) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        PatternRef ref = patterns.named(file);
        if (ref != null) txn.effects().delPattern(name, ref, key.render(txn), origin);
        return Verdict.CONTINUE;
    }
}
