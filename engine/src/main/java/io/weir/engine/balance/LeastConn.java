package io.weir.engine.balance;

import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code balance leastconn}: the server with the fewest requests, those waiting there included, in proportion to its
 * weight; equal ones have turns. One with a {@code maxqueue} is chosen also when it is full, up to so many more. Any
 * thread.
 */
final class LeastConn implements Balancer {
    private final ServerSet servers;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Server[] serving;
    private volatile @Nullable Server onlyBackup;
    private volatile boolean anyQueue;

    LeastConn(ServerSet servers) {
        this.servers = servers;
        this.serving = servers.serving();
        serversChanged();
    }

    @Override
    public ServerSet servers() {
        return servers;
    }

    @Override
    public synchronized void serversChanged() {
        boolean queue = false;
        Server[] now = servers.serving();
        for (Server server : now) queue |= server.config().maxQueue() > 0;
        serving = now;
        onlyBackup = servers.onlyBackup();
        anyQueue = queue;
    }

    @Override
    public @Nullable Server bound(Transaction txn, @Nullable Server avoid) {
        if (!anyQueue || onlyBackup != null) return onlyBackup;
        Server best = null;
        for (Server server : serving)
            if (server != avoid && mayWaitAt(server) && (best == null || hasLess(server, best))) best = server;
        return best != null && best.isBusy() ? best : null;
    }

    @Override
    public @Nullable Server tryTake(@Nullable Server avoid) {
        Server[] now = serving;
        for (Server best = least(now, avoid); best != null; best = least(now, avoid)) if (best.tryTake()) return best;
        if (avoid == null) return null;
        for (Server server : now) if (server == avoid) return avoid.tryTake() ? avoid : null;
        return null;
    }

    private @Nullable Server least(Server[] now, @Nullable Server avoid) {
        int start = now.length == 0 ? 0 : Math.floorMod(turn.getAndIncrement(), now.length);
        Server best = null;
        for (int i = 0; i < now.length; i++) {
            Server server = now[(start + i) % now.length];
            if (server == avoid || server.isBusy()) continue;
            if (best == null || hasLess(server, best)) best = server;
        }
        return best;
    }

    private static boolean mayWaitAt(Server server) {
        int limit = server.slots().limit();
        return limit == 0 || load(server) < limit + server.config().maxQueue();
    }

    private static boolean hasLess(Server one, Server other) {
        return (long) load(one) * other.weight() < (long) load(other) * one.weight();
    }

    private static int load(Server server) {
        return server.slots().taken() + server.counters().queued.now();
    }
}
