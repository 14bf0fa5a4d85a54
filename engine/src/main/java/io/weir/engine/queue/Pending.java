package io.weir.engine.queue;

import io.netty.util.concurrent.EventExecutor;
import io.weir.engine.server.Server;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One request that waits for a slot. Whoever first settles it wins: the thread that grants a slot, the one that sends it
 * to another server, or its own loop that gives up waiting. Made on its loop; settled by any thread.
 */
public final class Pending implements Comparable<Pending> {
    private static final AtomicLong ARRIVALS = new AtomicLong();
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final EventExecutor loop;
    private final QueueListener listener;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final Priority priority;
    private final boolean mayMove;
    private final long dueMillis;
    private final long arrival = ARRIVALS.getAndIncrement();
    private @Nullable WaitingLine line;
    private volatile @Nullable Server granted;
    private long servedBefore;
    private int place;

    /** @param mayMove whether it goes to another server when its own goes away */
    public Pending(EventExecutor loop, QueueListener listener, Priority priority, boolean mayMove) {
        this.loop = loop;
        this.listener = listener;
        this.priority = priority;
        this.mayMove = mayMove;
        this.dueMillis = System.nanoTime() / NANOS_PER_MILLI + priority.offsetMillis;
    }

    /**
     * What {@code set-priority-class} and {@code set-priority-offset} say.
     *
     * @param offsetMillis counts as if it had arrived so much later; negative: earlier
     */
    public record Priority(int level, int offsetMillis) {}

    /** Its place in the line as the log shows it: how many got a slot while it waited, and itself. */
    public int place() {
        return place;
    }

    /** The server whose slot is its own already, while the message is under way; null: it waits, or was sent away. */
    public @Nullable Server granted() {
        return granted;
    }

    boolean mayMove() {
        return mayMove;
    }

    @Nullable WaitingLine line() {
        return line;
    }

    void joined(WaitingLine its, long served) {
        line = its;
        servedBefore = served;
    }

    void placedAt(long served) {
        place = (int) (served - servedBefore) + 1;
    }

    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Tells the waiting request on its own loop. */
    void tell(Server server) {
        granted = server;
        loop.execute(() -> listener.slotGranted(server));
    }

    void tellToMove() {
        loop.execute(listener::serverGone);
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
