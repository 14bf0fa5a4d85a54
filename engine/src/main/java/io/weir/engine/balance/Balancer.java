package io.weir.engine.balance;

import io.weir.engine.server.Server;
import io.weir.rules.config.Balance;
import org.jspecify.annotations.Nullable;

/** Chooses a server and takes one of its slots in the same step. Any thread. */
public sealed interface Balancer permits RoundRobin, LeastConn {
    /**
     * A server whose slot is now the caller's, or null when all that may serve are full.
     *
     * @param avoid not this one when there is another choice, as after a failed attempt; null: any
     */
    @Nullable Server tryTake(@Nullable Server avoid);

    ServerSet servers();

    /** The balancer of a {@code balance} line over these servers. */
    static Balancer of(Balance algorithm, ServerSet servers) {
        return switch (algorithm) {
            case ROUNDROBIN, STATIC_RR -> new RoundRobin(servers);
            case LEASTCONN -> new LeastConn(servers);
        };
    }
}
