package io.weir.engine.peers;

/** A peer sent what is no message of the protocol. Carries no stack trace, since a peer can cause it. Any thread. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
        super(message, null, false, false);
    }
}
