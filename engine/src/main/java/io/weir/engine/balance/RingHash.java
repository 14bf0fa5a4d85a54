package io.weir.engine.balance;

import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import io.weir.rules.sample.HashFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code hash-type consistent}: a key's hash belongs to the nearest point of a ring, or to one behind it whose server is
 * not to be avoided and has not too much to do. Requests without a key have turns around the ring. Any thread.
 *
 * @param spread {@code avalanche}
 */
record RingHash(HashRing ring, HashKey key, boolean spread) implements Balancer {
    @Override
    public ServerSet servers() {
        return ring.servers();
    }

    @Override
    public void serversChanged() {
        ring.serversChanged();
    }

    @Override
    public @Nullable Server bound(Transaction txn, @Nullable Server avoid) {
        long hash = key.hash(txn);
        if (hash == HashKey.NONE) return ring.isSingle() && key.isNeededForOne() ? ring.of(0, avoid) : ring.only();
        return ring.of(spread ? HashFunction.spread((int) hash) : (int) hash, avoid);
    }

    @Override
    public @Nullable Server tryTake(@Nullable Server avoid) {
        return ring.tryTakeNext(avoid);
    }
}
