package io.weir.engine.upstream;

import io.weir.engine.account.ConnectionGate;
import io.weir.engine.server.Server;
import io.weir.rules.config.IdlePoolTuning;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pools of all loops, and what limits them together: the file descriptors of the process. Of those, client and
 * server connections count as used, as many as a full Weir may have as usable. Any thread.
 */
public final class Pools {
    private static final int WHOLE = 100;

    private final List<ServerPool> all = new CopyOnWriteArrayList<>();
    private final ConnectionGate clients;
    private final int reserved;
    private final AtomicInteger open = new AtomicInteger();
    private volatile IdlePoolTuning tuning;

    /** @param reserved descriptors beside those of connections */
    public Pools(ConnectionGate clients, int reserved, IdlePoolTuning tuning) {
        this.clients = clients;
        this.reserved = reserved;
        this.tuning = tuning;
    }

    /** From now on this holds. */
    public void tuning(IdlePoolTuning other) {
        tuning = other;
    }

    /** How many connections to that server are idle on each loop. */
    public int[] idle(Server server) {
        return all.stream().mapToInt(pool -> pool.idle(server)).toArray();
    }

    void add(ServerPool pool) {
        all.add(pool);
    }

    List<ServerPool> all() {
        return all;
    }

    List<ServerPool> others(ServerPool than) {
        var others = new ArrayList<>(all);
        others.remove(than);
        return others;
    }

    /** A server connection has a descriptor. */
    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /** Whether loops use each other's idle connections. */
    boolean isShared() {
        return tuning.shared();
    }

    /** Whether so few descriptors are in use that a loop may keep more than one idle connection to a server. */
    boolean isBelowLow() {
        return used() < part(tuning.lowRatio());
    }

    /** Whether so few descriptors are in use that connections may become idle. */
    boolean isBelowHigh() {
        return used() < part(tuning.highRatio());
    }

    /** Whether so many descriptors are in use that a new connection is to take the place of an idle one. */
    boolean isAboveHigh() {
        return used() > part(tuning.highRatio());
    }

    private int used() {
        return clients.open() + open.get();
    }

    private long part(int ratio) {
        long usable = 2L * clients.max() + reserved;
        return (usable * ratio + WHOLE - 1) / WHOLE;
    }
}
