package io.weir.rules;

import java.util.Locale;

/** Why Weir makes a response itself. Any thread. */
public enum ErrorCause {
    QUEUE_TIMEOUT,
    QUEUE_FULL,
    NO_SERVER,
    CONNECT_REFUSED,
    CONNECT_TIMEOUT,
    SERVER_TIMEOUT,
    SERVER_CLOSED,
    BAD_RESPONSE,
    DENIED,
    TARPIT,
    BAD_REQUEST,
    REQUEST_TIMEOUT,
    TOO_LARGE,
    RULE_ERROR,
    SHUTDOWN;

    /** The name that scripts see, such as {@code queue_timeout}. */
    public String scriptName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
