package io.weir.engine.account;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events per second over a sliding second: those of the running second, and of the one before in proportion to what is
 * left of it, as HAProxy's frequency counters do. Any thread.
 */
public final class RateCounter {
    private final AtomicLong current = new AtomicLong();
    private final AtomicInteger max = new AtomicInteger();
    private volatile long previous;

    /**
     * Counts one event.
     *
     * @param nowMillis a clock in milliseconds that never goes back
     */
    public void add(long nowMillis) {
        long second = nowMillis / 1000;
        for (long seen = current.get(); ; seen = current.get()) {
            boolean same = second(seen) == (second & 0xffffffffL);
            if (!current.compareAndSet(seen, same ? seen + 1 : second << 32 | 1)) continue;
            if (!same) previous = seen;
            int rate = perSecond(nowMillis);
            if (rate > max.getPlain()) max.accumulateAndGet(rate, Math::max);
            return;
        }
    }

    public int perSecond(long nowMillis) {
        long second = nowMillis / 1000 & 0xffffffffL;
        long rest = 1000 - nowMillis % 1000;
        long seen = current.get();
        if (second(seen) == second) {
            long before = previous;
            long carried = second(before) == second - 1 ? (before & 0xffffffffL) * rest / 1000 : 0;
            return (int) ((seen & 0xffffffffL) + carried);
        }
        return second(seen) == second - 1 ? (int) ((seen & 0xffffffffL) * rest / 1000) : 0;
    }

    /**
     * Milliseconds until one more event leaves the rate within a limit, 0 when it does so now. Exact as long as the one
     * who asks is the only one who counts.
     *
     * @param limit events per second, 1 or more
     */
    public long waitMillis(int limit, long nowMillis) {
        if (perSecond(nowMillis) < limit) return 0;
        long second = nowMillis / 1000 & 0xffffffffL;
        long rest = 1000 - nowMillis % 1000;
        long seen = current.get();
        if (second(seen) != second) return rest - restWithin(limit, seen & 0xffffffffL);
        long now = seen & 0xffffffffL;
        if (now >= limit) return rest + 1000 - restWithin(limit, now);
        return rest - restWithin(limit - now, previous & 0xffffffffL);
    }

    /** What must be left of a second at most for the events before it to count for less than the room. */
    private static long restWithin(long room, long events) {
        return Math.min(1000, (room * 1000 - 1) / Math.max(1, events));
    }

    /** Whole seconds since the last event, -1 when there was none. */
    public long secondsSinceLast(long nowMillis) {
        long seen = current.get();
        return (seen & 0xffffffffL) == 0 ? -1 : Math.max(0, (nowMillis / 1000 & 0xffffffffL) - second(seen));
    }

    /** The highest rate seen. */
    public int max() {
        return max.get();
    }

    private static long second(long packed) {
        return packed >>> 32;
    }
}
