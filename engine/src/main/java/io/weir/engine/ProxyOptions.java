package io.weir.engine;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a proxy needs beside its configuration.
 *
 * @param notices receives what a user should know, one line each; called by any thread
 * @param reload reads everything anew for the stats socket's {@code reload} and says what came of it; called by any
 *     thread but a loop's
 */
public record ProxyOptions(Consumer<String> notices, Supplier<String> reload) {
    /** Notices go to the log, and nobody can reload. */
    public static ProxyOptions standard() {
        System.Logger log = System.getLogger("weir");
        return new ProxyOptions(
                line -> log.log(System.Logger.Level.INFO, line), () -> "Refused: there is nothing to read anew here.");
    }
}
