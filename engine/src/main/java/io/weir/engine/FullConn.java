package io.weir.engine;

import io.weir.engine.exchange.Backend;
import io.weir.engine.exchange.Routes;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.UseBackend;

/**
 * The load of a backend that counts as full, {@code fullconn}: where nothing is configured, a tenth of the
 * {@code maxconn} of all frontends that name the backend, rounded up, at least 1 (configuration manual section 4.2).
 * Control thread.
 */
final class FullConn {
    private final int processMax;

    /** @param processMax {@code maxconn} of a frontend that has none */
    FullConn(int processMax) {
        this.processMax = processMax;
    }

    /** Tells every backend its own. */
    void tell(Configuration configuration, Routes routes) {
        for (Backend backend : routes.backends().values()) {
            int configured = backend.config().fullConnections();
            backend.load().full(configured > 0 ? configured : found(backend.config(), configuration));
        }
    }

    private int found(BackendConfig backend, Configuration configuration) {
        long sum = 0;
        for (FrontendConfig frontend : configuration.frontends())
            if (mayLead(frontend, backend))
                sum += frontend.maxConnections() > 0 ? frontend.maxConnections() : processMax;
        return Math.clamp((sum + 9) / 10, 1, Integer.MAX_VALUE);
    }

    private static boolean mayLead(FrontendConfig from, BackendConfig to) {
        if (to.name().equals(from.defaultBackend()) || to.place().equals(from.place())) return true;
        for (UseBackend rule : from.useBackends())
            if (to.name().equals(rule.backend().literal())) return true;
        return false;
    }
}
