package io.weir.engine.exchange;

import io.weir.engine.account.AccessLog;
import io.weir.engine.account.ConnectionGate;
import io.weir.engine.account.FrontendCounters;
import io.weir.engine.account.LogTargets;
import io.weir.rules.config.FrontendConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A frontend while the proxy runs; its configuration is swapped whole by a reload. Any thread. */
public final class Frontend {
    private final String name;
    private final FrontendCounters counters;
    private final ConnectionGate process;
    private final LogTargets logs;
    private volatile Settings settings;

    /**
     * @param process the limit on client connections of the whole process; also this frontend's when it has none
     * @param logs where its lines go
     * @param backends all of the configuration, by name
     */
    public Frontend(
            FrontendConfig config, ConnectionGate process, LogTargets logs, Map<String, Backend.Settings> backends) {
        this.name = config.name();
        this.process = process;
        this.logs = logs;
        this.counters = new FrontendCounters(limit(config));
        counters.sessionLimit.max(config.sessionsPerSecond());
        this.settings = settings(config, backends);
    }

    public String name() {
        return name;
    }

    public FrontendCounters counters() {
        return counters;
    }

    public FrontendConfig config() {
        return settings.config();
    }

    /** What holds for requests of the newest version. */
    public Settings settings() {
        return settings;
    }

    /** Takes over a configuration; each loop's requests see it from the loop's next {@link Version} on. */
    public void replace(FrontendConfig config, Map<String, Backend.Settings> backends) {
        settings = settings(config, backends);
        counters.connections.max(limit(config));
        counters.sessionLimit.max(config.sessionsPerSecond());
    }

    private Settings settings(FrontendConfig config, Map<String, Backend.Settings> backends) {
        return new Settings(config, TimeoutNanos.of(config.timeouts()), logs.accessLog(config), backends);
    }

    private int limit(FrontendConfig config) {
        return config.maxConnections() > 0 ? config.maxConnections() : process.max();
    }

    /** Whether a waiting client would get its turn if a connection were closed (acceptance fact 3). */
    public boolean isFull() {
        return counters.connections.isFull() || process.isFull();
    }

    /** A frontend as one version of the configuration describes it, with what is derived from it once. */
    public record Settings(
            FrontendConfig config, TimeoutNanos timeouts, AccessLog log, Map<String, Backend.Settings> backends) {
        public Settings {
            backends = Map.copyOf(backends);
        }

        Backend.@Nullable Settings backend(String name) {
            return backends.get(name);
        }
    }
}
