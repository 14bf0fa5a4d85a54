package io.weir.engine.balance;

import io.weir.engine.server.BackendLoad;
import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Balance;
import io.weir.rules.config.BalanceKey;
import io.weir.rules.config.HashType;
import org.jspecify.annotations.Nullable;

/** Chooses a server. Any thread. */
public sealed interface Balancer permits RoundRobin, StaticRoundRobin, LeastConn, First, RandomDraw, MapHash, RingHash {
    /**
     * A server whose slot is now the caller's, or null when all that may serve are full.
     *
     * @param avoid not this one when there is another choice, as after a failed attempt; null: any
     */
    @Nullable Server tryTake(@Nullable Server avoid);

    /**
     * The one server that a request belongs to, which waits there when it is full; null: any will do that has a free
     * slot. No slot is taken.
     *
     * @param avoid as above
     */
    @Nullable Server bound(Transaction txn, @Nullable Server avoid);

    ServerSet servers();

    /** The state or the weight of a server has changed. */
    void serversChanged();

    /** The balancer of a backend over these servers. */
    static Balancer of(BackendConfig config, ServerSet servers, BackendLoad load) {
        Balance balance = config.balance();
        return switch (balance.algorithm()) {
            case Balance.Simple simple ->
                switch (simple) {
                    case ROUNDROBIN -> new RoundRobin(servers);
                    case STATIC_RR -> new StaticRoundRobin(servers);
                    case LEASTCONN -> new LeastConn(servers);
                    case FIRST -> new First(servers);
                };
            case Balance.Random random ->
                new RandomDraw(new HashRing(servers, load, balance.hashBalanceFactor()), random.draws());
            case BalanceKey key -> {
                var hashed = HashKey.of(key, balance.hashType());
                boolean spread = balance.hashType().avalanche();
                yield balance.hashType().method() == HashType.Method.CONSISTENT
                        ? new RingHash(new HashRing(servers, load, balance.hashBalanceFactor()), hashed, spread)
                        : new MapHash(new StaticRoundRobin(servers), hashed, spread);
            }
        };
    }
}
