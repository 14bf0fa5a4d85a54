package io.weir.engine.server;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places for concurrent requests at one server ({@code maxconn} on its line). A place is taken by compare-and-set
 * before it is used and given back exactly once; never more are taken than there are. Any thread.
 */
public final class ServerSlots {
    private final AtomicInteger taken = new AtomicInteger();
    private volatile int max;

    /** @param max 1 or more; 0: no limit */
    public ServerSlots(int max) {
        this.max = max;
    }

    public boolean tryTake() {
        for (int n = taken.get(); max == 0 || n < max; n = taken.get()) if (taken.compareAndSet(n, n + 1)) return true;
        return false;
    }

    public void giveBack() {
        if (taken.decrementAndGet() < 0) throw new IllegalStateException("gave back a slot that nobody had");
    }

    /** Whether a slot that is given back may go to the next one waiting: not when the limit was lowered under it. */
    public boolean mayHandOver() {
        return max == 0 || taken.get() <= max;
    }

    public int taken() {
        return taken.get();
    }

    /** 0: no limit. */
    public int max() {
        return max;
    }

    public void max(int other) {
        max = other;
    }
}
