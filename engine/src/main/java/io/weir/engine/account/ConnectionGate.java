package io.weir.engine.account;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A limit on connections that is never exceeded: who wants in takes a place by compare-and-set before the connection
 * exists, and gives it back once. Whoever finds it full asks to be told when a place is free. Any thread.
 */
public final class ConnectionGate {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger highest = new AtomicInteger();
    private volatile int max;
    private volatile Runnable onRoom = () -> {};
    private volatile boolean waiting;

    /** @param max connections open at once, 0 or more */
    public ConnectionGate(int max) {
        this.max = max;
    }

    /** Who is called, on whatever thread gives a place back, when somebody was refused before. */
    public void onRoom(Runnable listener) {
        onRoom = listener;
    }

    public boolean tryEnter() {
        for (int n = open.get(); n < max; n = open.get()) {
            if (!open.compareAndSet(n, n + 1)) continue;
            if (n + 1 > highest.getPlain()) highest.accumulateAndGet(n + 1, Math::max);
            return true;
        }
        return false;
    }

    public void leave() {
        if (open.decrementAndGet() < 0) throw new IllegalStateException("left a gate that was at 0");
        tell();
    }

    /** Whether there is no room now; if so, the listener is going to be called. */
    public boolean fullAndWait() {
        if (open.get() < max) return false;
        waiting = true;
        if (open.get() >= max) return true;
        waiting = false;
        return false;
    }

    public boolean isFull() {
        return open.get() >= max;
    }

    public int open() {
        return open.get();
    }

    /** The most that were open at once. */
    public int highest() {
        return highest.get();
    }

    public int max() {
        return max;
    }

    /** Raises or lowers the limit; those who are in stay. */
    public void max(int other) {
        max = other;
        tell();
    }

    private void tell() {
        if (!waiting || open.get() >= max) return;
        waiting = false;
        onRoom.run();
    }
}
