package io.weir.engine.balance;

import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * {@code balance random}: of some servers drawn by lot from a ring the one with the least to do for its weight. Any
 * thread.
 */
record RandomDraw(HashRing ring, int draws) implements Balancer {
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
        return null;
    }

    /** When the one that was drawn is full another is looked for, so that nobody waits while a slot is free. */
    @Override
    public @Nullable Server tryTake(@Nullable Server avoid) {
        Server drawn = draw(avoid);
        return drawn == null || drawn.tryTake() ? drawn : ring.tryTakeNext(avoid);
    }

    private @Nullable Server draw(@Nullable Server avoid) {
        Server best = null;
        for (int i = 0; i < draws; i++) {
            Server next = ring.of(ThreadLocalRandom.current().nextInt(), avoid);
            if (next == null) return null;
            if (best == null || hasNoMoreToDo(next, best)) best = next;
        }
        return best;
    }

    private static boolean hasNoMoreToDo(Server one, Server other) {
        return (long) one.slots().taken() * other.weight()
                <= (long) other.slots().taken() * one.weight();
    }
}
