package io.weir.engine.http1;

/** How much a reader forgives. Any thread. */
public enum Strictness {
    /** RFC 9112, and HAProxy where that leaves a choice. */
    STRICT,
    /** {@code option accept-invalid-http-request} and its response sibling. */
    RELAXED;

    /** @param acceptInvalid whether the option is set */
    public static Strictness of(boolean acceptInvalid) {
        return acceptInvalid ? RELAXED : STRICT;
    }
}
