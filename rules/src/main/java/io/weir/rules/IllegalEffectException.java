package io.weir.rules;

/** A rule tried to make a message illegal. Traffic can cause it, so it carries no stack trace. Any thread. */
public final class IllegalEffectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public IllegalEffectException(String message) {
        super(message, null, false, false);
    }
}
