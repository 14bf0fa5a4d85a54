package io.weir.engine.balance;

import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import io.weir.rules.sample.HashFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code hash-type map-based}: the remainder of a key's hash says which place of the map it belongs to, also after a
 * failed attempt. Requests without a key have turns. Any thread.
 *
 * @param spread {@code avalanche}
 */
record MapHash(StaticRoundRobin turns, HashKey key, boolean spread) implements Balancer {
    @Override
    public ServerSet servers() {
        return turns.servers();
    }

    @Override
    public void serversChanged() {
        turns.serversChanged();
    }

    @Override
    public @Nullable Server bound(Transaction txn, @Nullable Server avoid) {
        ServerMap map = turns.map();
        if (map.places().length == 0) return null;
        long hash = key.hash(txn);
        if (hash == HashKey.NONE) return map.isSingle() && key.isNeededForOne() ? map.of(0) : null;
        return map.of(spread ? HashFunction.spread((int) hash) : (int) hash);
    }

    @Override
    public @Nullable Server tryTake(@Nullable Server avoid) {
        return turns.tryTake(avoid);
    }
}
