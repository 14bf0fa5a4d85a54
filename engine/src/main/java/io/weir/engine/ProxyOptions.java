package io.weir.engine;

import java.util.function.Consumer;

/**
 * What a proxy needs beside its configuration.
 *
 * @param notices receives what a user should know, one line each; called by any thread
 */
public record ProxyOptions(Consumer<String> notices) {
    /** Notices go to the log. */
    public static ProxyOptions standard() {
        System.Logger log = System.getLogger("weir");
        return new ProxyOptions(line -> log.log(System.Logger.Level.INFO, line));
    }
}
