package io.weir.scripting;

/**
 * An error that a script's own doing causes; the script sees it as an {@code Error} and may catch it. Traffic can cause
 * it, so it carries no stack trace. Any thread.
 */
final class RuleException extends RuntimeException {
    RuleException(String message) {
        super(message, null, false, false);
    }

    /** What {@code String(e)} gives in a script: no Java name. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message alone stays as it is
    public String toString() {
        return "Error: " + getMessage();
    }
}
