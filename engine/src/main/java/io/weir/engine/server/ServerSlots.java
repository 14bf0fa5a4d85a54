package io.weir.engine.server;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The places for concurrent requests at one server ({@code maxconn} on its line, with {@code minconn} fewer of them
 * while the backend is not busy). A place is taken by compare-and-set
 * before it is used and given back exactly once; never more are taken than there are. Any thread.
 */
public final class ServerSlots {
    private final AtomicInteger taken = new AtomicInteger();
    private volatile int max;
    private volatile int min;
    private volatile @Nullable BackendLoad load;

    /**
     * @param min 1 to max; 0: there are always {@code max}
     * @param max 1 or more; 0: no limit
     */
    public ServerSlots(int min, int max) {
        this.min = min;
        this.max = max;
    }

    /** From now on the limit follows that load. */
    public void follow(BackendLoad backend) {
        load = backend;
    }

    /** Takes a place here and, where the backend has a limit too, one of its own; or neither. */
    public boolean tryTake() {
        var backend = load;
        return backend == null ? tryTakeOwn() : backend.slots().tryTake(this);
    }

    boolean tryTakeOwn() {
        for (int n = taken.get(); ; n = taken.get()) {
            int limit = limit();
            if (limit > 0 && n >= limit) return false;
            if (taken.compareAndSet(n, n + 1)) return true;
        }
    }

    public void giveBack() {
        if (taken.decrementAndGet() < 0) throw new IllegalStateException("gave back a slot that nobody had");
        var backend = load;
        if (backend != null) backend.slots().giveBack();
    }

    /** Whether a slot that is given back may go to the next one waiting: not when the limit has sunk under it. */
    public boolean mayHandOver() {
        int limit = limit();
        return limit == 0 || taken.get() <= limit;
    }

    public int taken() {
        return taken.get();
    }

    /** How many there are at the present load; 0: no limit. */
    public int limit() {
        int most = max;
        var backend = load;
        int least = min;
        return most == 0 || least == 0 || backend == null ? most : backend.limit(least, most);
    }

    /** Whether none can be had at this moment. */
    public boolean isFull() {
        int limit = limit();
        var backend = load;
        return limit > 0 && taken.get() >= limit
                || backend != null && backend.slots().isFull();
    }

    /** How many there are under full load; 0: no limit. */
    public int max() {
        return max;
    }

    /** The limit under full load; one that never varied still does not. */
    public void max(int other) {
        if (min == max) min = other;
        max = other;
    }

    /** Both limits anew. */
    void range(int least, int most) {
        min = least;
        max = most;
    }
}
