package io.weir.engine.balance;

import io.weir.engine.server.Server;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code balance leastconn}: the server with the fewest taken slots in proportion to its weight; equal ones have turns.
 * Any thread.
 */
final class LeastConn implements Balancer {
    private final ServerSet servers;
    private final AtomicInteger turn = new AtomicInteger();

    LeastConn(ServerSet servers) {
        this.servers = servers;
    }

    @Override
    public ServerSet servers() {
        return servers;
    }

    @Override
    public @Nullable Server tryTake(@Nullable Server avoid) {
        for (Server best = least(avoid); best != null; best = least(avoid)) if (best.tryTake()) return best;
        if (avoid != null && servers.contains(avoid) && servers.serves(avoid) && avoid.tryTake()) return avoid;
        if (servers.activeCount() > 0) return null;
        Server backup = servers.firstBackup();
        return backup != null && backup.tryTake() ? backup : null;
    }

    private @Nullable Server least(@Nullable Server avoid) {
        int size = servers.size();
        int start = size == 0 ? 0 : Math.floorMod(turn.getAndIncrement(), size);
        Server best = null;
        for (int i = 0; i < size; i++) {
            Server server = servers.at((start + i) % size);
            if (server == avoid || !server.usable() || server.config().backup() || server.isBusy()) continue;
            if (best == null
                    || (long) server.slots().taken() * best.weight()
                            < (long) best.slots().taken() * server.weight()) best = server;
        }
        return best;
    }
}
