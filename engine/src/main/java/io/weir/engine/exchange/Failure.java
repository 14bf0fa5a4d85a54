package io.weir.engine.exchange;

import io.weir.engine.account.Termination;
import io.weir.engine.upstream.ConnectFault;
import io.weir.rules.ErrorCause;

/** An expected bad end of an exchange, with the answer that the client gets if nothing was sent yet. Any thread. */
public enum Failure {
    BAD_REQUEST(400, ErrorCause.BAD_REQUEST, Termination.PR),
    TOO_LARGE(400, ErrorCause.TOO_LARGE, Termination.PR),
    BAD_BODY(400, ErrorCause.BAD_REQUEST, Termination.PH),
    REQUEST_INCOMPLETE(400, ErrorCause.BAD_REQUEST, Termination.CR),
    REQUEST_TIMEOUT(408, ErrorCause.REQUEST_TIMEOUT, Termination.CLIENT_REQUEST_TIMEOUT),
    BODY_TIMEOUT(408, ErrorCause.REQUEST_TIMEOUT, Termination.CLIENT_DATA_TIMEOUT),
    BODY_INCOMPLETE(400, ErrorCause.BAD_REQUEST, Termination.CH),
    NO_SERVER(503, ErrorCause.NO_SERVER, Termination.SC),
    QUEUE_FULL(503, ErrorCause.QUEUE_FULL, Termination.SQ),
    QUEUE_TIMEOUT(503, ErrorCause.QUEUE_TIMEOUT, Termination.SERVER_QUEUE_TIMEOUT),
    CONNECT_REFUSED(503, ErrorCause.CONNECT_REFUSED, Termination.SC),
    CONNECT_TIMEOUT(503, ErrorCause.CONNECT_TIMEOUT, Termination.SERVER_CONNECT_TIMEOUT),
    NO_RESOURCE(503, ErrorCause.CONNECT_REFUSED, Termination.RC),
    SERVER_TIMEOUT(504, ErrorCause.SERVER_TIMEOUT, Termination.SERVER_HEAD_TIMEOUT),
    RESPONSE_BODY_TIMEOUT(504, ErrorCause.SERVER_TIMEOUT, Termination.SERVER_BODY_TIMEOUT),
    SERVER_CLOSED(502, ErrorCause.SERVER_CLOSED, Termination.SH),
    BAD_RESPONSE(502, ErrorCause.BAD_RESPONSE, Termination.PH),
    RESPONSE_TOO_LARGE(502, ErrorCause.TOO_LARGE, Termination.PH),
    RULE_ERROR(500, ErrorCause.RULE_ERROR, Termination.PR),
    RESPONSE_RULE_ERROR(500, ErrorCause.RULE_ERROR, Termination.PH);

    private final int status;
    private final ErrorCause cause;
    private final Termination termination;

    Failure(int status, ErrorCause cause, Termination termination) {
        this.status = status;
        this.cause = cause;
        this.termination = termination;
    }

    static Failure of(ConnectFault fault) {
        return switch (fault) {
            case REFUSED -> CONNECT_REFUSED;
            case TIMEOUT -> CONNECT_TIMEOUT;
            case RESOURCE, PORT -> NO_RESOURCE;
        };
    }

    int status() {
        return status;
    }

    ErrorCause cause() {
        return cause;
    }

    Termination termination() {
        return termination;
    }
}
