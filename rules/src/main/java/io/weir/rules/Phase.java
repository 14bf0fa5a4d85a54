package io.weir.rules;

/** A rule set of a proxy in which rule lines stand, in the order in which they run. Any thread. */
public enum Phase {
    /** As soon as a client is accepted. */
    TCP_REQUEST_CONNECTION("tcp-request connection"),
    /** When what a connection begins with, such as a PROXY header, is done. */
    TCP_REQUEST_SESSION("tcp-request session"),
    /** When there is something of a client to look at. */
    TCP_REQUEST_CONTENT("tcp-request content"),
    HTTP_REQUEST("http-request"),
    TCP_RESPONSE_CONTENT("tcp-response content"),
    HTTP_RESPONSE("http-response"),
    HTTP_AFTER_RESPONSE("http-after-response");

    private final String keyword;

    Phase(String keyword) {
        this.keyword = keyword;
    }

    /** The words that begin its lines, such as {@code http-request}. */
    public String keyword() {
        return keyword;
    }

    /** Whether its lines need a message of HTTP. */
    public boolean isHttp() {
        return switch (this) {
            case HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE -> true;
            case TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT -> false;
        };
    }
}
