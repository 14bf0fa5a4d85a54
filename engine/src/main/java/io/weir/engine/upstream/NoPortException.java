package io.weir.engine.upstream;

import java.io.IOException;

/** Every port of every source is taken. It comes with the load, so it carries no stack trace. Any thread. */
final class NoPortException extends IOException {
    private static final long serialVersionUID = 1L;

    NoPortException() {
        super("all are taken");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
