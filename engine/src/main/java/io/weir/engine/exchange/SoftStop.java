package io.weir.engine.exchange;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether the process is to end, and how fast its clients are sent away: at once, or at random moments within {@code
 * close-spread-time}, so that they do not all come back elsewhere together. Any thread.
 */
public final class SoftStop {
    private volatile boolean on;
    private volatile long spreadNanos;
    private volatile long endNanos;

    /** @param spreadNanos 0: all clients at once */
    public void begin(long spreadNanos) {
        this.spreadNanos = spreadNanos;
        endNanos = System.nanoTime() + spreadNanos;
        on = true;
    }

    public boolean isOn() {
        return on;
    }

    /** Whether a client whose response goes out now is to be sent away; the more likely, the later. */
    boolean closesNow() {
        if (!on) return false;
        long left = endNanos - System.nanoTime();
        return left <= 0 || ThreadLocalRandom.current().nextLong(spreadNanos) >= left;
    }

    /** How much longer one idle client may stay; 0: not at all. */
    public long idleNanos() {
        long left = endNanos - System.nanoTime();
        return left <= 0 ? 0 : ThreadLocalRandom.current().nextLong(left);
    }
}
