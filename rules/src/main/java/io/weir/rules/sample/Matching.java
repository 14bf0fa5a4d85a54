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
            return ofText(text, textTest);
        if (expression instanceof NumberExpression number && test instanceof NumberTest numberTest)
            return new OfNumber(number, numberTest);
        if (expression instanceof HeadFirst.Value(NumberExpression number) && test instanceof NumberTest numberTest)
            return new OfRequestNumber(number, numberTest);
        if (expression instanceof AnswerFirst(NumberExpression number) && test instanceof NumberTest numberTest)
            return new OfResponseNumber(number, numberTest);
        if (expression instanceof TextExpression text && test instanceof NumberTest numberTest)
            return ofText(text, new DigitsTest(numberTest));
        return new OfValue(expression, test);
    }

    /** The frequent fetches have conditions of their own: a call that can only go to one place costs next to nothing. */
    private static Condition ofText(TextExpression expression, TextTest test) {
        return switch (expression) {
            case HeadFirst.Text(HeaderFetch header) -> new OfHeader(header, test);
            case HeadFirst.Text(UriPart part) -> new OfUri(part, test);
            default -> new OfText(expression, test);
        };
    }

    private record OfHeader(HeaderFetch header, TextTest test) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return txn.hasRequest() && header.anyText(txn, test);
        }
    }

    private record OfUri(UriPart part, TextTest test) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return txn.hasRequest() && part.anyText(txn, test);
        }
    }

    private record OfText(TextExpression text, TextTest test) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return text.anyText(txn, test);
        }
    }

    /** Tests the number that text begins with, as {@link Casts#number} has it. */
    private record DigitsTest(NumberTest test) implements TextTest {
        @Override
        public boolean passes(byte[] bytes, int start, int end) {
            return start < end && test.passes(Casts.leadingNumber(bytes, start, end));
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

    private record OfResponseNumber(NumberExpression number, NumberTest test) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return txn.response().isThere() && test.passes(number.number(txn));
        }
    }

    private record OfValue(Expression expression, ValueTest test) implements Condition {
        @Override
        public boolean holds(Transaction txn) {
            return expression.any(txn, test);
        }
    }
}
