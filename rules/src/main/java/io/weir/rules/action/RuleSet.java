package io.weir.rules.action;

import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import java.util.List;

/** The lines of one rule set in order, such as all {@code http-request} lines of a frontend. Any thread; immutable. */
public final class RuleSet {
    public static final RuleSet EMPTY = new RuleSet(List.of());
    private final RuleLine[] lines;

    public RuleSet(List<RuleLine> lines) {
        this.lines = lines.toArray(new RuleLine[0]);
    }

    public boolean isEmpty() {
        return lines.length == 0;
    }

    /** Runs the lines until one decides. */
    public Verdict evaluate(Transaction txn) {
        for (RuleLine line : lines) {
            txn.running(line.place());
            if (!line.condition().holds(txn)) continue;
            Verdict verdict = line.action().perform(txn, line.place());
            if (verdict != Verdict.CONTINUE) return verdict;
        }
        return Verdict.CONTINUE;
    }
}
