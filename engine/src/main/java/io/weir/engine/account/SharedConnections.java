package io.weir.engine.account;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections to one server that its requests may share: those in use, those that are idle, and how many seem to be
 * needed. A connection is counted in one place at a time, and goes from one to the other in one step, so that the limit
 * on idle ones is exact. Any thread.
 */
public final class SharedConnections {
    /** Whether an idle connection has served a second request before; HAProxy's two lists. */
    public enum Kind {
        IDLE(1),
        SAFE(1 + (1L << BITS));

        private final long one;

        Kind(long one) {
            this.one = one;
        }
    }

    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;
    private static final long USED = 1L << 2 * BITS;

    /** From the lowest bits: all idle ones, the safe ones among them, those in use. */
    private final AtomicLong counts = new AtomicLong();

    private final AtomicInteger mostUsed = new AtomicInteger();
    private final AtomicInteger needed = new AtomicInteger();
    private final AtomicBoolean purging = new AtomicBoolean();

    public int used() {
        return used(counts.get());
    }

    /** All idle ones, safe ones included. */
    public int idle() {
        return idle(counts.get());
    }

    public int idle(Kind kind) {
        long now = counts.get();
        int safe = (int) (now >> BITS & MASK);
        return kind == Kind.SAFE ? safe : idle(now) - safe;
    }

    /** The most in use at once since the last purge. */
    public int mostUsed() {
        return mostUsed.get();
    }

    /** How many the server seems to need, by what it needed lately. */
    public int needed() {
        return needed.get();
    }

    /** A new one is in use. */
    public void use() {
        noteUsed(counts.addAndGet(USED));
    }

    /** One in use is gone. */
    public void endUse() {
        if (used(counts.addAndGet(-USED)) < 0) throw new IllegalStateException("no connection was in use");
    }

    /** Whether one more idle one, now in use, would not be more than lately needed, nor than that many besides. */
    public boolean isNeeded(int spare) {
        long now = counts.get();
        return used(now) + idle(now) <= (long) Math.max(used(now), needed.get()) + spare;
    }

    /**
     * One in use becomes idle, unless that many are.
     *
     * @param limit 0 or more; less: none
     */
    public boolean tryRest(Kind kind, int limit) {
        for (long now = counts.get(); limit < 0 || idle(now) < limit; now = counts.get())
            if (counts.compareAndSet(now, now - USED + kind.one)) return true;
        return false;
    }

    /** An idle one is in use again. */
    public void endRest(Kind kind) {
        noteUsed(counts.addAndGet(USED - kind.one));
    }

    /** An idle one is gone. */
    public void lost(Kind kind) {
        if (counts.addAndGet(-kind.one) < 0) throw new IllegalStateException("no connection was idle");
    }

    /** Whether the caller, and nobody else, is to purge from now on. */
    public boolean tryBeginPurging() {
        return !purging.get() && purging.compareAndSet(false, true);
    }

    public void endPurging() {
        purging.set(false);
    }

    /** How many idle ones are to be closed: half of those that were not needed since the last purge. */
    public int excess() {
        long now = counts.get();
        int most = mostUsed.get();
        int need = needed.get();
        int excess = used(now) + idle(now) - Math.max(most, need);
        needed.set(Math.max(most, (need + most) / 2));
        mostUsed.set(used(now));
        return excess <= 0 ? 0 : (excess + 1) / 2;
    }

    private void noteUsed(long now) {
        int used = used(now);
        if (used > mostUsed.getPlain()) mostUsed.accumulateAndGet(used, Math::max);
        if (used > needed.getPlain()) needed.accumulateAndGet(used, Math::max);
    }

    private static int used(long counts) {
        return (int) (counts >> 2 * BITS);
    }

    private static int idle(long counts) {
        return (int) (counts & MASK);
    }
}
