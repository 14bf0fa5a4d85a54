package io.weir.engine.server;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places for concurrent requests at all servers of a backend together ({@code maxconn} in a {@code backend}, which
 * HAProxy does not have). Whoever takes a place at a server takes one here in the same step, or neither. Any thread.
 */
public final class BackendSlots {
    private final AtomicInteger taken = new AtomicInteger();
    private volatile int max;

    /** @param other 1 or more; 0: no limit beyond those of the servers */
    public void max(int other) {
        max = other;
    }

    public int max() {
        return max;
    }

    public boolean isLimited() {
        return max > 0;
    }

    boolean isFull() {
        int most = max;
        return most > 0 && taken.get() >= most;
    }

    public int taken() {
        return taken.get();
    }

    public int free() {
        return Math.max(0, max - taken.get());
    }

    /**
     * With a limit in one step under a lock: a place at a server that is only held while this one is asked would look
     * taken to a request that then waits for it, and nobody would wake that one.
     */
    boolean tryTake(ServerSlots server) {
        if (max == 0) {
            if (!server.tryTakeOwn()) return false;
            taken.incrementAndGet();
            return true;
        }
        synchronized (this) {
            if (taken.get() >= max || !server.tryTakeOwn()) return false;
            taken.incrementAndGet();
            return true;
        }
    }

    void giveBack() {
        if (taken.decrementAndGet() < 0) throw new IllegalStateException("gave back a place that nobody had");
    }
}
