package io.weir.rules.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How requests of a backend come back to the server that they belong to.
 *
 * @param evenDown whether a server that is down counts too ({@code option persist})
 * @param useServer {@code use-server} lines, in order
 * @param exceptions {@code force-persist} and {@code ignore-persist} lines, in order
 */
public record Persistence(
        boolean evenDown,
        List<UseServer> useServer,
        List<PersistRule> exceptions,
        @Nullable PersistenceCookie cookie,
        StickRules stick) {
    public static final Persistence NONE = new Persistence(false, List.of(), List.of(), null, StickRules.NONE);

    public Persistence {
        useServer = List.copyOf(useServer);
        exceptions = List.copyOf(exceptions);
    }
}
