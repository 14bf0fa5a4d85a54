package io.weir.engine.exchange;

import io.weir.engine.account.BackendCounters;
import io.weir.engine.balance.Balancer;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.queue.PendingQueue;
import io.weir.rules.config.BackendConfig;

/** A backend while the proxy runs; its configuration is swapped whole by a reload. Any thread. */
public final class Backend {
    private final String name;
    private final BackendCounters counters = new BackendCounters();
    private final PendingQueue queue;
    private volatile Settings settings;

    public Backend(BackendConfig config, ServerSet servers) {
        this.name = config.name();
        this.queue = new PendingQueue(Balancer.of(config.balance(), servers), counters);
        this.settings = new Settings(config, TimeoutNanos.of(config.timeouts()));
    }

    public String name() {
        return name;
    }

    public BackendCounters counters() {
        return counters;
    }

    public PendingQueue queue() {
        return queue;
    }

    public ServerSet servers() {
        return queue.balancer().servers();
    }

    public BackendConfig config() {
        return settings.config();
    }

    /** What holds for a request that comes here now. */
    public Settings settings() {
        return settings;
    }

    /** Requests that come from now on see this configuration and these servers. */
    public void replace(BackendConfig config, ServerSet servers) {
        settings = new Settings(config, TimeoutNanos.of(config.timeouts()));
        queue.balancer(Balancer.of(config.balance(), servers));
    }

    /** A configuration and what is derived from it once. */
    public record Settings(BackendConfig config, TimeoutNanos timeouts) {}
}
