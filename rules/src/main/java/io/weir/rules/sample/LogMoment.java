package io.weir.rules.sample;

/** When a log line can be written (configuration manual section 8.3.2). In their order; any thread. */
public enum LogMoment {
    /** Nothing of the request is needed. */
    BEFORE,
    /** When the request's head is there. */
    REQUEST,
    /** When the response's head is there. */
    RESPONSE,
    /** When the exchange is over. */
    END;

    LogMoment orLater(LogMoment other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
