package io.weir.replay;

import io.weir.rules.ErrorCause;
import io.weir.rules.ErrorEvent;

/** The status and termination state that each failure has (configuration manual section 8.5). Any thread. */
final class Failures {
    private Failures() {}

    static ErrorEvent of(ErrorCause cause) {
        return switch (cause) {
            case QUEUE_TIMEOUT, QUEUE_FULL -> new ErrorEvent(503, cause, "sQ");
            case NO_SERVER, CONNECT_REFUSED -> new ErrorEvent(503, cause, "SC");
            case CONNECT_TIMEOUT -> new ErrorEvent(503, cause, "sC");
            case SERVER_TIMEOUT -> new ErrorEvent(504, cause, "sH");
            case SERVER_CLOSED -> new ErrorEvent(502, cause, "SH");
            case BAD_RESPONSE -> new ErrorEvent(502, cause, "PH");
            case DENIED -> new ErrorEvent(403, cause, "PR");
            case TARPIT -> new ErrorEvent(500, cause, "PT");
            case BAD_REQUEST, TOO_LARGE -> new ErrorEvent(400, cause, "PR");
            case REQUEST_TIMEOUT -> new ErrorEvent(408, cause, "cR");
            case RULE_ERROR -> new ErrorEvent(500, cause, "PR");
            case SHUTDOWN -> new ErrorEvent(503, cause, "KK");
        };
    }
}
