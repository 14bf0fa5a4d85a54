package io.weir.engine.balance;

import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * {@code balance static-rr}: turns in the order of a map that is laid out anew when a server comes or goes. Any thread.
 */
final class StaticRoundRobin implements Balancer {
    private final ServerSet servers;
    private final int divisor;
    private final Turns turns = new Turns();
    private volatile ServerMap map;

    StaticRoundRobin(ServerSet servers) {
        this.servers = servers;
        this.divisor = ServerMap.divisor(servers);
        this.map = ServerMap.of(servers, divisor);
    }

    @Override
    public ServerSet servers() {
        return servers;
    }

    ServerMap map() {
        return map;
    }

    @Override
    public synchronized void serversChanged() {
        map = ServerMap.of(servers, divisor);
    }

    @Override
    public @Nullable Server bound(Transaction txn, @Nullable Server avoid) {
        return null;
    }

    @Override
    public @Nullable Server tryTake(@Nullable Server avoid) {
        return turns.tryTake(map.places(), avoid);
    }
}
