package io.weir.rules.config;

/** {@code http-reuse}: which idle server connections a request may use. */
public enum HttpReuse {
    NEVER,
    SAFE,
    AGGRESSIVE,
    ALWAYS
}
