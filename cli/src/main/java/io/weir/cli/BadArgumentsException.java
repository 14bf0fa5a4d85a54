package io.weir.cli;

/** A command line that nobody understands; the message says what is wrong with it. Any thread. */
final class BadArgumentsException extends Exception {
    private static final long serialVersionUID = 1;

    BadArgumentsException(String message) {
        super(message, null, false, false);
    }
}
