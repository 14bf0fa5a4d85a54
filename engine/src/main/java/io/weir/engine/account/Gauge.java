package io.weir.engine.account;

import java.util.concurrent.atomic.AtomicInteger;

/** How many there are now, and the most there ever were. Exact. Any thread. */
public final class Gauge {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger max = new AtomicInteger();

    public void enter() {
        int n = now.incrementAndGet();
        if (n > max.getPlain()) max.accumulateAndGet(n, Math::max);
    }

    /** @throws IllegalStateException when nobody is in: a bug in the accounting */
    public void leave() {
        if (now.decrementAndGet() < 0) throw new IllegalStateException("left a gauge that was at 0");
    }

    public int now() {
        return now.get();
    }

    public int max() {
        return max.get();
    }
}
