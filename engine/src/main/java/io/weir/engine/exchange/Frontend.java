package io.weir.engine.exchange;

import io.weir.engine.account.AccessLog;
import io.weir.engine.account.ConnectionGate;
import io.weir.engine.account.FrontendCounters;
import io.weir.engine.account.LogTargets;
import io.weir.rules.config.FrontendConfig;

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
     */
    public Frontend(FrontendConfig config, ConnectionGate process, LogTargets logs) {
        this.name = config.name();
        this.process = process;
        this.logs = logs;
        this.counters = new FrontendCounters(config.maxConnections() > 0 ? config.maxConnections() : process.max());
        this.settings = settings(config);
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

    /** What holds for a request that begins now. */
    public Settings settings() {
        return settings;
    }

    /** Requests that begin from now on see this configuration. */
    public void replace(FrontendConfig config) {
        settings = settings(config);
    }

    private Settings settings(FrontendConfig config) {
        return new Settings(config, TimeoutNanos.of(config.timeouts()), logs.accessLog(config));
    }

    /** Whether a waiting client would get its turn if a connection were closed (acceptance fact 3). */
    public boolean isFull() {
        return counters.connections.isFull() || process.isFull();
    }

    /** A configuration and what is derived from it once. */
    public record Settings(FrontendConfig config, TimeoutNanos timeouts, AccessLog log) {}
}
