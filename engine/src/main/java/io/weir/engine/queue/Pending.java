package io.weir.engine.queue;

import io.netty.util.concurrent.EventExecutor;
import io.weir.engine.server.Server;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request that waits for a slot. Whoever first settles it wins: the thread that grants a slot, or its own loop that
 * gives up waiting. Made on its loop; settled by any thread.
 */
public final class Pending implements Comparable<Pending> {
    private final EventExecutor loop;
    private final QueueListener listener;
    private final AtomicBoolean settled = new AtomicBoolean();
    private long arrival;

    public Pending(EventExecutor loop, QueueListener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    void arrivedAs(long number) {
        arrival = number;
    }

    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Tells the waiting request on its own loop. */
    void tell(Server server) {
        loop.execute(() -> listener.slotGranted(server));
    }

    @Override
    public int compareTo(Pending other) {
        return Long.compare(arrival, other.arrival);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(arrival);
    }
}
