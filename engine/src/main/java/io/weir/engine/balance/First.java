package io.weir.engine.balance;

import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** {@code balance first}: the one of the lowest id that has a free slot. Any thread. */
final class First implements Balancer {
    private static final Comparator<Server> BY_ID =
            Comparator.comparingInt(server -> server.config().id());

    private final ServerSet servers;
    private volatile Order order;

    First(ServerSet servers) {
        this.servers = servers;
        this.order = order(servers);
    }

    @Override
    public ServerSet servers() {
        return servers;
    }

    @Override
    public synchronized void serversChanged() {
        order = order(servers);
    }

    @Override
    public @Nullable Server bound(Transaction txn, @Nullable Server avoid) {
        return order.only;
    }

    @Override
    public @Nullable Server tryTake(@Nullable Server avoid) {
        boolean avoided = false;
        for (Server server : order.byId) {
            avoided |= server == avoid;
            if (server != avoid && server.tryTake()) return server;
        }
        return avoided && avoid != null && avoid.tryTake() ? avoid : null;
    }

    private static Order order(ServerSet servers) {
        Server[] serving = servers.serving();
        Arrays.sort(serving, BY_ID);
        return new Order(serving, servers.onlyBackup());
    }

    /** Those that may serve now. Any thread; immutable. */
    private static final class Order {
        private final Server[] byId;
        private final @Nullable Server only;

        Order(Server[] byId, @Nullable Server only) {
            this.byId = byId;
            this.only = only;
        }
    }
}
