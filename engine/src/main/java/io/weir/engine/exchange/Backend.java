package io.weir.engine.exchange;

import io.weir.engine.account.BackendCounters;
import io.weir.engine.balance.Balancer;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.loop.Addresses;
import io.weir.engine.queue.PendingQueue;
import io.weir.engine.server.BackendLoad;
import io.weir.engine.server.DynamicCookie;
import io.weir.engine.server.Server;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.ServerConfig;
import org.jspecify.annotations.Nullable;

/** A backend while the proxy runs; its configuration is swapped whole by a reload. Any thread. */
public final class Backend {
    private final String name;
    private final BackendCounters counters = new BackendCounters();
    private final BackendLoad load = new BackendLoad(counters.sessions, 1);
    private final DynamicCookie dynamicCookie = new DynamicCookie();
    private final PendingQueue queue;
    private volatile Settings settings;

    public Backend(BackendConfig config, ServerSet servers) {
        this.name = config.name();
        follow(config, servers);
        load.slots().max(config.maxConnections());
        this.queue = new PendingQueue(Balancer.of(config, servers, load), counters, load.slots());
        this.settings = settingsOf(config, null);
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

    /** What its servers get cookies by. */
    public DynamicCookie dynamicCookie() {
        return dynamicCookie;
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
        follow(config, servers);
        load.slots().max(config.maxConnections());
        settings = settingsOf(config, settings.direct());
        queue.balancer(Balancer.of(config, servers, load));
    }

    private void follow(BackendConfig config, ServerSet servers) {
        for (Server server : servers) server.slots().follow(load);
        dynamicCookie.replace(config.persistence().cookie(), servers);
    }

    private Settings settingsOf(BackendConfig config, @Nullable Server direct) {
        var timeouts = TimeoutNanos.of(config.timeouts());
        return new Settings(
                this, config, direct(config.direct(), direct), timeouts, new RetryPolicy(this, config, timeouts));
    }

    /** The same as before where nothing has changed, so that the connections that clients have to it are of use. */
    private static @Nullable Server direct(@Nullable ServerConfig its, @Nullable Server before) {
        if (its == null) return null;
        boolean goesOn = before != null && before.config().endpoint().equals(its.endpoint());
        return goesOn ? before : new Server(its, Addresses.of(its.endpoint()));
    }

    /**
     * A backend as one version of the configuration describes it, with what is derived from it once.
     *
     * @param direct where requests go that belong to no server; null: the balancing chooses one
     */
    public record Settings(
            Backend backend,
            BackendConfig config,
            @Nullable Server direct,
            TimeoutNanos timeouts,
            RetryPolicy retries) {
        String name() {
            return backend.name;
        }

        BackendCounters counters() {
            return backend.counters;
        }
    }
}
