package io.weir.engine.server;

import io.weir.engine.account.Gauge;

/**
 * How busy a backend is compared to what counts as full, {@code fullconn}: that decides how much of their
 * {@code maxconn} servers with a {@code minconn} may use. Any thread.
 */
public final class BackendLoad {
    private final Gauge sessions;
    private final BackendSlots slots = new BackendSlots();
    private volatile int full;

    /**
     * @param sessions the backend's requests, waiting ones included
     * @param full 1 or more
     */
    public BackendLoad(Gauge sessions, int full) {
        this.sessions = sessions;
        this.full = full;
    }

    /** What a limit that grows from {@code min} to {@code max} is now. */
    int limit(int min, int max) {
        int now = sessions.now();
        int whole = full;
        if (now >= whole || min == max) return max;
        return (int) Math.max(min, (long) now * max / whole);
    }

    public BackendSlots slots() {
        return slots;
    }

    /** {@code fullconn}. */
    public int full() {
        return full;
    }

    public void full(int other) {
        full = other;
    }
}
