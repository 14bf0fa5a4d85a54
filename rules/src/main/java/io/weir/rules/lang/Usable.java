package io.weir.rules.lang;

import io.weir.rules.Phase;

/** Which message is at hand where a rule or a text stands, and so which fetches it may use. Any thread. */
public enum Usable {
    /** Nor is there a client: a configuration is read, or a command is given. */
    NOBODY,
    /** None yet. */
    CONNECTION,
    REQUEST,
    RESPONSE,
    /** None any more: both heads are gone when a line is logged. */
    LOG;

    static Usable in(Phase phase) {
        return switch (phase) {
            case TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION -> CONNECTION;
            case TCP_REQUEST_CONTENT, HTTP_REQUEST -> REQUEST;
            case TCP_RESPONSE_CONTENT, HTTP_RESPONSE, HTTP_AFTER_RESPONSE -> RESPONSE;
        };
    }
}
