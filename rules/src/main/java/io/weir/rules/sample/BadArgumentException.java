package io.weir.rules.sample;

/** An argument or pattern that is not what it should be. Whoever reads it knows its place. Any thread. */
public final class BadArgumentException extends Exception {
    private static final long serialVersionUID = 1;
    private final String expected;

    /** @param expected what would have been right; empty when the message says it */
    public BadArgumentException(String message, String expected) {
        super(message);
        this.expected = expected;
    }

    /** What was wrong. */
    public String problem() {
        var message = getMessage();
        return message == null ? "" : message;
    }

    public String expected() {
        return expected;
    }
}
