package io.weir.engine.loop;

/**
 * Something that happens once a time has passed, unless it is moved or stopped before. Moving it later costs a store:
 * the heap is put right when the old time comes. Loop-confined.
 */
public abstract class Timer {
    static final long OFF = Long.MAX_VALUE;

    /** When it is wanted, by {@link System#nanoTime()}; {@link #OFF} when it is not. */
    long dueNanos = OFF;

    /** The time by which the heap holds it; never later than {@link #dueNanos}. */
    long heldNanos;

    /** Its place in the heap, or -1. */
    int index = -1;

    /** Called once on its loop when the time has come. */
    protected abstract void expired();

    /** Whether it is going to expire. */
    public final boolean isArmed() {
        return dueNanos != OFF;
    }

    /** The shorter of two times as {@link #remainingMillis} says them. */
    public static long sooner(long one, long other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }

    /** Milliseconds until it expires, 0 or more; -1 when it is stopped. */
    public final long remainingMillis(long nowNanos) {
        return dueNanos == OFF ? -1 : Math.max(0, (dueNanos - nowNanos) / 1_000_000);
    }
}
