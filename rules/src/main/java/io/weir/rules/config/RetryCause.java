package io.weir.rules.config;

import org.jspecify.annotations.Nullable;

/** What a request can be sent again for ({@code retry-on}). Any thread. */
public enum RetryCause {
    /** No connection came about. */
    CONN_FAILURE("conn-failure"),
    /** The connection ended before a whole head of a response; as HAProxy does it, with a part of one too. */
    EMPTY_RESPONSE("empty-response"),
    /** What came is no response of HTTP. */
    JUNK_RESPONSE("junk-response"),
    RESPONSE_TIMEOUT("response-timeout"),
    STATUS_401("401"),
    STATUS_403("403"),
    STATUS_404("404"),
    STATUS_408("408"),
    STATUS_425("425"),
    STATUS_500("500"),
    STATUS_501("501"),
    STATUS_502("502"),
    STATUS_503("503"),
    STATUS_504("504");

    private final String word;

    RetryCause(String word) {
        this.word = word;
    }

    /** As it is written in a configuration. */
    public String word() {
        return word;
    }

    /** @return null: nothing is ever sent again for that status */
    public static @Nullable RetryCause ofStatus(int status) {
        return switch (status) {
            case 401 -> STATUS_401;
            case 403 -> STATUS_403;
            case 404 -> STATUS_404;
            case 408 -> STATUS_408;
            case 425 -> STATUS_425;
            case 500 -> STATUS_500;
            case 501 -> STATUS_501;
            case 502 -> STATUS_502;
            case 503 -> STATUS_503;
            case 504 -> STATUS_504;
            default -> null;
        };
    }
}
