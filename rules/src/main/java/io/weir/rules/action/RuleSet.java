package io.weir.rules.action;

import io.weir.rules.IllegalEffectException;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.Outcome;
import java.util.List;

/** The lines of one rule set in order, such as all {@code http-request} lines of a frontend. Any thread; immutable. */
public final class RuleSet {
    public static final RuleSet EMPTY = new RuleSet(List.of());
    private final RuleLine[] lines;

    public RuleSet(List<RuleLine> lines) {
        this.lines = lines.toArray(new RuleLine[0]);
        for (int i = 0; i + 1 < this.lines.length; i++)
            if (this.lines[i].action() instanceof EarlyHint hint && isUnconditionalHint(this.lines[i + 1]))
                this.lines[i] = new RuleLine(this.lines[i].place(), this.lines[i].condition(), hint.continued());
    }

    private static boolean isUnconditionalHint(RuleLine line) {
        return line.action() instanceof EarlyHint && line.condition() == Condition.ALWAYS;
    }

    public boolean isEmpty() {
        return lines.length == 0;
    }

    /** Runs the lines until one decides; one that would make a message illegal decides by failing. */
    public Verdict evaluate(Transaction txn) {
        txn.softRewriting(false);
        return evaluate(txn, 0);
    }

    /** Goes on behind the line that had to wait for something. */
    public Verdict resume(Transaction txn) {
        return evaluate(txn, txn.resumesAtLine());
    }

    /**
     * Runs the lines about content that is still coming: as soon as one is undecided, all wait, and begin anew with more.
     */
    public Verdict inspect(Transaction txn) {
        txn.softRewriting(false);
        txn.inspecting(true);
        try {
            return inspectLines(txn);
        } finally {
            txn.inspecting(false);
        }
    }

    private Verdict inspectLines(Transaction txn) {
        for (RuleLine line : lines) {
            txn.running(line.place());
            Outcome outcome = line.condition().test(txn);
            if (outcome == Outcome.MISS) return Verdict.WAIT_FOR_CONTENT;
            if (outcome == Outcome.FAIL) continue;
            txn.takeAwaited();
            Verdict verdict = perform(line, txn);
            if (line.action().awaitsContent() && txn.takeAwaited()) return Verdict.WAIT_FOR_CONTENT;
            if (verdict != Verdict.CONTINUE) return verdict;
        }
        return Verdict.CONTINUE;
    }

    private Verdict evaluate(Transaction txn, int first) {
        for (int i = first; i < lines.length; i++) {
            RuleLine line = lines[i];
            txn.running(line.place());
            if (!line.condition().holds(txn)) continue;
            Verdict verdict = perform(line, txn);
            if (verdict == Verdict.CONTINUE) continue;
            if (!(verdict instanceof Verdict.WaitForBody)) txn.decidedBy(line.place());
            else txn.resumeAtLine(i + 1);
            return verdict;
        }
        return Verdict.CONTINUE;
    }

    private static Verdict perform(RuleLine line, Transaction txn) {
        try {
            return line.action().perform(txn, line.place());
        } catch (IllegalEffectException e) {
            txn.rewriteFailed();
            return txn.isSoftRewriting() ? Verdict.CONTINUE : new Verdict.Failed(line.place());
        }
    }
}
