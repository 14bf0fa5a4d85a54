package io.weir.engine.server;

import io.weir.engine.account.ServerCounters;
import io.weir.rules.config.ServerConfig;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server of a backend while the proxy runs: what was configured, its state, its slots and its counters. Any thread. */
public final class Server {
    private final SocketAddress address;
    private final @Nullable MappedAddress mapped;
    private final ServerSlots slots;
    private final ServerCounters counters = new ServerCounters();
    private final SocketShortage shortage = new SocketShortage();
    private volatile Sources sources;
    private volatile ServerConfig config;
    private volatile ServerState state;
    private volatile int weight;
    private volatile @Nullable String cookie;
    private volatile boolean retired;
    private volatile long changedMillis = System.currentTimeMillis();

    /** @param address resolved, of its endpoint */
    public Server(ServerConfig config, SocketAddress address) {
        this.config = config;
        this.address = address;
        this.mapped = MappedAddress.of(config.endpoint());
        this.sources = new Sources(config.socket().source());
        this.slots = new ServerSlots(config.minConnections(), config.maxConnections());
        this.weight = config.weight();
        this.cookie = config.cookie();
        this.state = config.disabled() ? ServerState.MAINT : ServerState.UP;
    }

    public String name() {
        return config.name();
    }

    public ServerConfig config() {
        return config;
    }

    public SocketAddress address() {
        return address;
    }

    /** Where it is for a client that asked for that address. */
    public SocketAddress address(SocketAddress asked) {
        var its = mapped;
        return its == null ? address : its.of(address, asked);
    }

    /** Whether it stands for the one place that a backend sends to instead of choosing a server. */
    public boolean isDirect() {
        return config.isDirect();
    }

    public ServerSlots slots() {
        return slots;
    }

    public ServerCounters counters() {
        return counters;
    }

    /** Where connections to it come from. */
    public Sources sources() {
        return sources;
    }

    public SocketShortage shortage() {
        return shortage;
    }

    public ServerState state() {
        return state;
    }

    /** Milliseconds since 1970 of the last change of state. */
    public long changedMillis() {
        return changedMillis;
    }

    /** The caller then wakes the backend's queue, since a server may have become usable. */
    public void state(ServerState other) {
        if (state == other) return;
        state = other;
        changedMillis = System.currentTimeMillis();
    }

    /**
     * Another version of the configuration says this of the server at this address. The limit, the weight and the state
     * stay as an operator has set them, unless they are what has changed.
     */
    public void replace(ServerConfig next) {
        ServerConfig before = config;
        config = next;
        if (next.maxConnections() != before.maxConnections() || next.minConnections() != before.minConnections())
            slots.range(next.minConnections(), next.maxConnections());
        if (!Objects.equals(next.socket().source(), before.socket().source()))
            sources = new Sources(next.socket().source());
        if (next.weight() != before.weight()) weight = next.weight();
        cookie = next.cookie();
        if (next.disabled() != before.disabled()) state(next.disabled() ? ServerState.MAINT : ServerState.UP);
    }

    /** It is no longer configured: requests that began before finish there, and no connection to it is kept. */
    public void retire() {
        retired = true;
    }

    public boolean isRetired() {
        return retired;
    }

    /** Its share of the requests: as configured, or as an operator has set it since. */
    public int weight() {
        return weight;
    }

    /** The caller then tells the backend's queue, since turns and hashes depend on it. */
    public void weight(int other) {
        weight = other;
    }

    /** What names it in a cookie of persistence; null: nothing does. */
    public @Nullable String cookie() {
        return cookie;
    }

    /** It has no cookie of its own and gets this one. */
    void derivedCookie(@Nullable String derived) {
        cookie = derived;
    }

    /** Takes a slot for a request that is not pinned to this server, unless pinned ones wait for it. */
    public boolean tryTake() {
        return counters.queued.now() == 0 && slots.tryTake();
    }

    /** Whether {@link #tryTake} would fail at this moment. */
    public boolean isBusy() {
        return counters.queued.now() > 0 || slots.isFull();
    }

    /** Whether it may be given requests now. */
    public boolean usable() {
        return state.usable() && weight > 0;
    }
}
