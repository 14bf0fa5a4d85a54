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
    private final Priority priority;
    private long dueMillis;
    private long arrival;

    public Pending(EventExecutor loop, QueueListener listener, Priority priority) {
        this.loop = loop;
        this.listener = listener;
        this.priority = priority;
    }

    /**
     * What {@code set-priority-class} and {@code set-priority-offset} say.
     *
     * @param offsetMillis counts as if it had arrived so much later; negative: earlier
     */
    public record Priority(int level, int offsetMillis) {}

    void arrivedAs(long number, long nowMillis) {
        arrival = number;
        dueMillis = nowMillis + priority.offsetMillis;
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
        if (priority.level != other.priority.level) return Integer.compare(priority.level, other.priority.level);
        if (dueMillis != other.dueMillis) return Long.compare(dueMillis, other.dueMillis);
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
