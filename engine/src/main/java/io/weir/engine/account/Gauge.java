package io.weir.engine.account;

import java.util.concurrent.atomic.AtomicInteger;

/** How many there are now, and the most there ever were. Exact. Any thread. */
public final class Gauge {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger max = new AtomicInteger();

    public void enter() {
        noteMax(now.incrementAndGet());
    }

    /**
     * Enters unless that many are in already.
     *
     * @param limit 1 or more; 0: none
     */
    public boolean tryEnter(int limit) {
        int n = now.get();
        while (limit == 0 || n < limit) {
            int seen = now.compareAndExchange(n, n + 1);
            if (seen == n) {
                noteMax(n + 1);
                return true;
            }
            n = seen;
        }
        return false;
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

    private void noteMax(int n) {
        if (n > max.getPlain()) max.accumulateAndGet(n, Math::max);
    }
}
