package io.weir.rules;

/**
 * A rule asked for an input that nobody knows. A sample fetch turns it into "no value"; a replay reports it by name.
 * Carries no stack trace, since traffic can cause it. Any thread.
 */
public final class UnknownInputException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String input;

    /** @param input as a user writes it, such as {@code be_conn_free(app)} */
    public UnknownInputException(String input) {
        super("unknown input: " + input, null, false, false);
        this.input = input;
    }

    public String input() {
        return input;
    }
}
