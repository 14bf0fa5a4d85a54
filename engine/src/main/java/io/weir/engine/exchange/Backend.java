package io.weir.engine.exchange;

import io.weir.engine.account.BackendCounters;
import io.weir.engine.balance.Balancer;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.queue.PendingQueue;
import io.weir.engine.server.BackendLoad;
import io.weir.rules.config.BackendConfig;

/** A backend while the proxy runs; its configuration is swapped whole by a reload. Any thread. */
public final class Backend {
    private final String name;
    private final BackendCounters counters = new BackendCounters();
    private final BackendLoad load = new BackendLoad(counters.sessions, 1);
    private final PendingQueue queue;
    private volatile Settings settings;

    public Backend(BackendConfig config, ServerSet servers) {
        this.name = config.name();
        follow(servers);
        load.slots().max(config.maxConnections());
        this.queue = new PendingQueue(Balancer.of(config.balance(), servers), counters, load.slots());
        this.settings = settingsOf(config);
    }

    public String name() {
        return name;
    }

    public BackendCounters counters() {
        return counters;
    }

    /** How busy it is; {@code fullconn} is told to it once all proxies are known. */
    public BackendLoad load() {
        return load;
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

    /** What holds for requests of the newest version. */
    public Settings settings() {
        return settings;
    }

    /** Takes over a configuration and its servers; who waits in the queue gets those servers too. */
    public void replace(BackendConfig config, ServerSet servers) {
        follow(servers);
        load.slots().max(config.maxConnections());
        settings = settingsOf(config);
        queue.balancer(Balancer.of(config.balance(), servers));
    }

    private void follow(ServerSet servers) {
        for (int i = 0; i < servers.size(); i++) servers.at(i).slots().follow(load);
    }

    private Settings settingsOf(BackendConfig config) {
        var timeouts = TimeoutNanos.of(config.timeouts());
        return new Settings(this, config, timeouts, new RetryPolicy(this, config, timeouts));
    }

    /** A backend as one version of the configuration describes it, with what is derived from it once. */
    public record Settings(Backend backend, BackendConfig config, TimeoutNanos timeouts, RetryPolicy retries) {
        String name() {
            return backend.name;
        }

        BackendCounters counters() {
            return backend.counters;
        }
    }
}
