package io.weir.rules.action;

import io.weir.rules.IllegalEffectException;
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

    /** Runs the lines until one decides; one that would make a message illegal decides by failing. */
    public Verdict evaluate(Transaction txn) {
        for (RuleLine line : lines) {
            txn.running(line.place());
            if (!line.condition().holds(txn)) continue;
            Verdict verdict = perform(line, txn);
            if (verdict != Verdict.CONTINUE) return verdict;
        }
        return Verdict.CONTINUE;
    }

    private static Verdict perform(RuleLine line, Transaction txn) {
        try {
            return line.action().perform(txn, line.place());
        } catch (IllegalEffectException e) {
            return new Verdict.Failed(line.place());
        }
    }
}
