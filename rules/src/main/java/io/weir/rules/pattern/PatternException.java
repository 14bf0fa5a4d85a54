package io.weir.rules.pattern;

/** A pattern, or the value behind it, is not of the kind that it has to be. Any thread; without a stack trace. */
public final class PatternException extends Exception {
    private static final long serialVersionUID = 1;

    private final String expected;
    private final int line;

    /** @param line of the entry's file; 0 when it came in another way */
    public PatternException(String problem, String expected, int line) {
        super(problem, null, false, false);
        this.expected = expected;
        this.line = line;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    public String expected() {
        return expected;
    }

    public int line() {
        return line;
    }
}
