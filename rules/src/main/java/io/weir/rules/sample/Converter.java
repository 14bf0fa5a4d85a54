package io.weir.rules.sample;

import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A converter as the configuration and scripts know it (configuration manual section 7.3.1).
 *
 * @param from what it takes; other values become it by themselves, see {@link SampleType#becomes}
 * @param to what it gives
 *     <p>Any thread; immutable.
 */
public record Converter(String name, SampleType from, SampleType to, Signature signature, Maker maker) {
    /** Makes the step for checked arguments. */
    @FunctionalInterface
    public interface Maker {
        /** @throws BadArgumentException for what only this converter can check */
        Step make(Arguments arguments) throws BadArgumentException;
    }

    /** Makes the step of a converter whose first argument names a file. */
    interface FileMaker extends Maker {
        /** @throws BadArgumentException also for a file that cannot be had, or that holds what it should not */
        Step make(Arguments arguments, PatternFiles files) throws BadArgumentException;
    }

    /** One conversion; null: the result is "no value". */
    @FunctionalInterface
    public interface Step {
        @Nullable Object convert(Object value, Transaction txn);
    }

    /** That expression with this converter behind it. */
    public Expression behind(Expression source, Arguments arguments) throws BadArgumentException {
        return behind(source, maker.make(arguments));
    }

    /** The same where files can be had. */
    public Expression behind(Expression source, Arguments arguments, PatternFiles files) throws BadArgumentException {
        if (!(maker instanceof FileMaker opening)) return behind(source, arguments);
        return behind(source, opening.make(arguments, files));
    }

    private Expression behind(Expression source, Step step) {
        Expression input = from == SampleType.STR ? CutAtZero.of(source) : source;
        return new Converted(input, from, to, step);
    }
}
