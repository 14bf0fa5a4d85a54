package io.weir.rules.sample;

/**
 * How a variable or an expression of a log format is written (configuration manual section 8.2.6).
 *
 * @param quoted {@code +Q}: between double quotes
 * @param hexadecimal {@code +X}: addresses, ports and some numbers
 * @param escaped {@code +E}: a backslash before quotes, backslashes and closing brackets
 * @param mandatory {@code +M}, always in log lines: a dash stands for what is empty, unless it is quoted
 *     <p>Any thread; immutable.
 */
public record LogFlags(boolean quoted, boolean hexadecimal, boolean escaped, boolean mandatory) {
    public static final LogFlags NONE = new LogFlags(false, false, false, false);

    /** What log lines begin with. */
    public static final LogFlags LINE = new LogFlags(false, false, false, true);

    public LogFlags withQuoted(boolean on) {
        return new LogFlags(on, hexadecimal, escaped, mandatory);
    }

    public LogFlags withHexadecimal(boolean on) {
        return new LogFlags(quoted, on, escaped, mandatory);
    }

    public LogFlags withEscaped(boolean on) {
        return new LogFlags(quoted, hexadecimal, on, mandatory);
    }

    public LogFlags withMandatory(boolean on) {
        return new LogFlags(quoted, hexadecimal, escaped, on);
    }
}
