package io.weir.engine.exchange;

import static java.util.Objects.requireNonNull;

import io.weir.rules.Hooks;
import java.util.HashMap;
import java.util.Map;

/**
 * What runs on one loop between two reloads: the frontends as they were configured, with the backends that they knew,
 * and the scripts. An exchange sees one version from its begin to its end. The scripts are closed when they are no
 * longer the current ones and the last exchange that began with them has ended. Loop-confined.
 */
final class Version {
    private final Hooks hooks;
    private final Map<String, Frontend.Settings> frontends = new HashMap<>();
    private int users = 1;

    /** The maker is the first user. */
    Version(Hooks hooks, Routes routes) {
        this.hooks = hooks;
        routes.frontends().forEach((name, frontend) -> frontends.put(name, frontend.settings()));
    }

    Hooks hooks() {
        return hooks;
    }

    Frontend.Settings of(Frontend frontend) {
        return requireNonNull(frontends.get(frontend.name()), frontend.name());
    }

    Version enter() {
        users++;
        return this;
    }

    void leave() {
        if (--users == 0) hooks.close();
    }
}
