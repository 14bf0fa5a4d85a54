package io.weir.rules.sample;

import io.weir.rules.Content;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The values of a parameter in the body of a form, as they stand there ({@code req.body_param}).
 *
 * @param name empty: any parameter
 *     <p>Any thread; immutable.
 */
record BodyParameter(String name) implements Expression {
    static Expression of(Arguments arguments) {
        return new BodyParameter(arguments.text(0, ""));
    }

    @Override
    public SampleType type() {
        return SampleType.BIN;
    }

    @Override
    public @Nullable Object evaluate(Transaction txn) {
        return FirstValue.of(this, txn);
    }

    @Override
    public boolean any(Transaction txn, ValueTest test) {
        Content body = BodyFetches.body(Direction.CLIENT, txn);
        String text = body.text(0, body.length());
        for (int at = 0; at < text.length(); ) {
            int end = end(text, at);
            int equals = text.indexOf('=', at);
            if (equals >= 0
                    && equals < end
                    && isNamed(text, at, equals)
                    && test.passes(text.substring(equals + 1, end), txn)) return true;
            at = end + 1;
        }
        return false;
    }

    private boolean isNamed(String text, int start, int end) {
        return name.isEmpty() || end - start == name.length() && text.startsWith(name, start);
    }

    private static int end(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '&' && text.charAt(end) != ';') end++;
        return end;
    }
}
