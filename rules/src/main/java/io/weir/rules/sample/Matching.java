package io.weir.rules.sample;

import io.weir.rules.Transaction;

/** Joins an expression and a test of its values into a condition, in the quickest way that both allow. Any thread. */
public final class Matching {
    private Matching() {}

    /** The condition for a test of values of that type. */
    public static Condition of(Expression expression, SampleType compared, ValueTest test) {
        return of(compared == SampleType.STR ? CutAtZero.of(expression) : expression, test);
    }

    /** Holds when one of the expression's values passes. */
    private static Condition of(Expression expression, ValueTest test) {
        if (expression instanceof Converted converted) return of(converted.source(), converted.before(test));
        if (expression instanceof TextExpression text && test instanceof TextTest textTest)
            return new OfText(text, textTest);
        if (expression instanceof NumberExpression number && test instanceof NumberTest numberTest)
            return new OfNumber(number, numberTest);
        if (expression instanceof HeadFirst.Value(NumberExpression number) && test instanceof NumberTest numberTest)
            return new OfRequestNumber(number, numberTest);
        return new OfValue(expression, test);
    }

    private record OfText(TextExpression text, TextTest test) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return text.anyText(txn, test);
        }
    }

    private record OfNumber(NumberExpression number, NumberTest test) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return test.passes(number.number(txn));
        }
    }

    private record OfRequestNumber(NumberExpression number, NumberTest test) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return txn.hasRequest() && test.passes(number.number(txn));
        }
    }

    private record OfValue(Expression expression, ValueTest test) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return expression.any(txn, test);
        }
    }
}
