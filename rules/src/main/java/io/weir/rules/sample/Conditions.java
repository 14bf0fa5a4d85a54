package io.weir.rules.sample;

import io.weir.rules.Transaction;
import java.util.List;

/** Joins conditions (configuration manual section 7.2). Any thread. */
public final class Conditions {
    private Conditions() {}

    public static Condition not(Condition condition) {
        return new Not(condition);
    }

    /** Holds when all of them hold; tried from left to right. */
    public static Condition all(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.getFirst() : new All(conditions.toArray(new Condition[0]));
    }

    /** Holds when one of them holds; tried from left to right. */
    public static Condition any(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.getFirst() : new Any(conditions.toArray(new Condition[0]));
    }

    private record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return !condition.holds(txn);
        }

        @Override
        public Outcome test(Transaction txn) {
            return condition.test(txn).negated();
        }
    }

    private static final class All implements Condition {
        private final Condition[] conditions;

        All(Condition[] conditions) {
            this.conditions = conditions;
        }

        @Override
        public boolean holds(Transaction txn) {
            for (Condition condition : conditions) if (!condition.holds(txn)) return false;
            return true;
        }

        /** As HAProxy, stops at the first that does not pass. */
        @Override
        public Outcome test(Transaction txn) {
            for (Condition condition : conditions) {
                Outcome outcome = condition.test(txn);
                if (outcome != Outcome.PASS) return outcome;
            }
            return Outcome.PASS;
        }
    }

    private static final class Any implements Condition {
        private final Condition[] conditions;

        Any(Condition[] conditions) {
            this.conditions = conditions;
        }

        @Override
        public boolean holds(Transaction txn) {
            for (Condition condition : conditions) if (condition.holds(txn)) return true;
            return false;
        }

        @Override
        public Outcome test(Transaction txn) {
            Outcome best = Outcome.FAIL;
            for (Condition condition : conditions) {
                Outcome outcome = condition.test(txn);
                if (outcome == Outcome.PASS) return outcome;
                if (outcome == Outcome.MISS) best = outcome;
            }
            return best;
        }
    }
}
