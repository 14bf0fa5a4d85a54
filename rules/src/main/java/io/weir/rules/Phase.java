package io.weir.rules;

import java.util.Locale;

/** A rule set of a proxy in which rule lines stand. Any thread. */
public enum Phase {
    HTTP_REQUEST,
    HTTP_RESPONSE,
    HTTP_AFTER_RESPONSE;

    private final String keyword = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word that begins its lines, such as {@code http-request}. */
    public String keyword() {
        return keyword;
    }
}
