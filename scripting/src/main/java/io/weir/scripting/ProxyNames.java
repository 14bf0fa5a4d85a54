package io.weir.scripting;

import io.weir.rules.Counter;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.ServerConfig;
import io.weir.rules.lang.Nearest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names that a configuration gives to its proxies and servers. Any thread; immutable. */
final class ProxyNames {
    private final Set<String> frontends = new TreeSet<>();
    private final Set<String> backends = new TreeSet<>();
    private final Map<String, Server> servers = new HashMap<>();

    /** What a proxy is when one of its hooks runs. */
    enum Side {
        FRONTEND,
        BACKEND
    }

    /** A server of a backend. */
    record Server(String backend, String name) {}

    ProxyNames(Configuration configuration) {
        for (FrontendConfig frontend : configuration.frontends()) frontends.add(frontend.name());
        for (BackendConfig backend : configuration.backends()) {
            backends.add(backend.name());
            for (ServerConfig server : backend.servers())
                servers.put(backend.name() + "/" + server.name(), new Server(backend.name(), server.name()));
        }
    }

    boolean isBackend(String name) {
        return backends.contains(name);
    }

    /** The server called so, such as {@code app/s1}, or null. */
    @Nullable Server server(String name) {
        return servers.get(name);
    }

    /** Whether there is a proxy of that name that has such a counter. */
    boolean knows(Counter counter, String proxy) {
        return switch (counter.of()) {
            case PROCESS -> true;
            case FRONTEND -> frontends.contains(proxy);
            case BACKEND, SERVER -> backends.contains(proxy);
        };
    }

    /** The message for a name that nobody bears. */
    String explain(Counter counter, String name) {
        Set<String> known = switch (counter.of()) {
            case PROCESS -> Set.of();
            case FRONTEND -> frontends;
            case BACKEND -> backends;
            case SERVER -> servers.keySet();
        };
        var kind = counter.of().name().toLowerCase(java.util.Locale.ROOT);
        var text = counter.fetchName() + "(\"" + name + "\"): no " + kind + " has that name";
        var nearest = Nearest.to(name, known);
        if (nearest != null) return text + " (did you mean \"" + nearest + "\"?)";
        return counter.of() == Counter.Of.SERVER ? text + " (expected backend/server)" : text;
    }
}
