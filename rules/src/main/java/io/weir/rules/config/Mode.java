package io.weir.rules.config;

/** What a proxy speaks (configuration manual section 4.2 {@code mode}). Any thread. */
public enum Mode {
    HTTP,
    TCP
}
