package io.weir.engine.account;

/**
 * A limit on what a {@link RateCounter} counts. It is exact when the thread that counts asks before; whoever is over it
 * waits, and is told when the limit changes. Any thread.
 */
public final class RateLimit {
    private final RateCounter counted;
    private volatile int max;
    private volatile Runnable onChange = () -> {};

    /** @param max events per second; 0: no limit */
    public RateLimit(RateCounter counted, int max) {
        this.counted = counted;
        this.max = max;
    }

    /** Who is called, on whatever thread changes the limit. */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    /** Milliseconds until one more is allowed; 0: now. */
    public long waitMillis(long nowMillis) {
        int limit = max;
        return limit == 0 ? 0 : counted.waitMillis(limit, nowMillis);
    }

    /** Events per second; 0: no limit. */
    public int max() {
        return max;
    }

    public void max(int other) {
        if (other == max) return;
        max = other;
        onChange.run();
    }
}
