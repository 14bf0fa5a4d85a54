package io.weir.engine.admin;

import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.UseBackend;
import java.util.List;

/**
 * The load of a backend that counts as full, {@code fullconn}: where nothing is configured, a tenth of the
 * {@code maxconn} of all frontends that name the backend, rounded up, at least 1 (configuration manual section 4.2). Any
 * thread.
 */
final class FullConn {
    private FullConn() {}

    /** @param processMax {@code maxconn} of a frontend that has none */
    static int of(BackendConfig backend, List<RunningFrontend> frontends, int processMax) {
        long sum = 0;
        for (RunningFrontend frontend : frontends) {
            FrontendConfig config = frontend.config();
            if (mayLead(config, backend)) sum += config.maxConnections() > 0 ? config.maxConnections() : processMax;
        }
        return Math.clamp((sum + 9) / 10, 1, Integer.MAX_VALUE);
    }

    private static boolean mayLead(FrontendConfig from, BackendConfig to) {
        if (to.name().equals(from.defaultBackend()) || to.place().equals(from.place())) return true;
        for (UseBackend rule : from.useBackends())
            if (to.name().equals(rule.backend().literal())) return true;
        return false;
    }
}
