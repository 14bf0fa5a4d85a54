package io.weir.rules.config;

/**
 * What the syslog header of every line says.
 *
 * @param tag {@code log-tag}
 * @param hostname {@code log-send-hostname}; empty: the header has none
 */
public record LogHeader(String tag, String hostname) {}
