package io.weir.rules.sample;

/**
 * A sample fetch as the configuration and scripts know it (configuration manual section 7.3).
 *
 * @param type of its values
 *     <p>Any thread; immutable.
 */
public record Fetch(String name, SampleType type, Needs needs, Signature signature, Maker maker) {
    /** Makes the expression for checked arguments. */
    @FunctionalInterface
    public interface Maker {
        /** @throws BadArgumentException for what only this fetch can check */
        Expression make(Arguments arguments) throws BadArgumentException;
    }

    /** The fetch with these arguments. */
    public Expression with(Arguments arguments) throws BadArgumentException {
        Expression expression = maker.make(arguments);
        Expression typed = expression.type() == type ? expression : new Typed(type, expression);
        if (needs == Needs.REQUEST) return HeadFirst.of(typed);
        return needs == Needs.RESPONSE ? AnswerFirst.of(typed) : typed;
    }
}
