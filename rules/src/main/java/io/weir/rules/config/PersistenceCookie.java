package io.weir.rules.config;

import java.util.Set;

/**
 * A {@code cookie} line of a backend: which cookie names the server, and who sets it.
 *
 * @param attributes what is written behind the value, each with {@code "; "} before it
 * @param maxIdleSeconds how long it holds without a request; 0: for ever
 * @param maxLifeSeconds how long it holds since it was set first; 0: for ever
 * @param dynamicKey {@code dynamic-cookie-key}; empty: there is none
 */
public record PersistenceCookie(
        String name,
        Mode mode,
        Set<Option> options,
        String attributes,
        int maxIdleSeconds,
        int maxLifeSeconds,
        String dynamicKey) {
    public PersistenceCookie {
        options = Set.copyOf(options);
    }

    /** Who sets it. */
    public enum Mode {
        /** The server alone. */
        PASSIVE,
        /** The server; its value is replaced by the server's own. */
        REWRITE,
        /** The proxy. */
        INSERT,
        /** The server; its value gets the server's own before it. */
        PREFIX
    }

    /** What else is done with it. */
    public enum Option {
        /** Servers without a value of their own get one. */
        DYNAMIC,
        INDIRECT,
        NOCACHE,
        POSTONLY,
        PRESERVE
    }

    /** The same with that {@code dynamic-cookie-key}. */
    public PersistenceCookie withDynamicKey(String key) {
        return new PersistenceCookie(name, mode, options, attributes, maxIdleSeconds, maxLifeSeconds, key);
    }

    public boolean has(Option option) {
        return options.contains(option);
    }

    /** Whether it carries dates. */
    public boolean isDated() {
        return maxIdleSeconds > 0 || maxLifeSeconds > 0;
    }
}
