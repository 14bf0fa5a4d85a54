package io.weir.rules.table;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Events in a sliding period, computed as HAProxy does: those of the present period, and of the last one as much as
 * still lies in the period that ends now. No event is lost when several threads count while a period ends: its count
 * is closed first, and who finds it closed helps to begin the next one. Any thread.
 */
final class SlidingRate {
    private static final long CLOSED = 1L << 62;
    private static final long COUNT = 0xffffffffL;
    private static final Window NEVER = new Window(Long.MIN_VALUE / 2, 0, new AtomicLong());

    private final int periodMillis;
    private final AtomicReference<Window> window = new AtomicReference<>(NEVER);

    private record Window(long startMillis, long previous, AtomicLong count) {
        long total() {
            return count.get() & COUNT;
        }
    }

    SlidingRate(int periodMillis) {
        this.periodMillis = periodMillis;
    }

    /** Counts events; gives back how many there are in the present period. */
    long add(long events, long nowMillis) {
        while (true) {
            Window present = window.get();
            long count = present.count.get();
            boolean over = nowMillis - present.startMillis >= periodMillis;
            if (!over && (count & CLOSED) == 0) {
                if (present.count.compareAndSet(count, count + events & COUNT)) return count + events & COUNT;
            } else if (turn(present, events, nowMillis)) {
                return events;
            }
        }
    }

    /** Begins the next period with these events; false when another thread has begun it. */
    private boolean turn(Window present, long events, long nowMillis) {
        long total = present == NEVER ? 0 : present.count.getAndUpdate(count -> count | CLOSED) & COUNT;
        long start = present.startMillis + periodMillis;
        boolean missed = nowMillis - start >= periodMillis;
        // HAProxy keeps a lock in the lowest bit, so that its periods begin at even milliseconds
        long even = (missed ? nowMillis : start) & ~1L;
        return window.compareAndSet(present, new Window(even, missed ? 0 : total, new AtomicLong(events)));
    }

    /** Makes the rate so high from now on; it fades as if these events were those of the present period. */
    void set(long events, long nowMillis) {
        window.set(new Window(nowMillis & ~1L, 0, new AtomicLong(events & COUNT)));
    }

    RatePeriod period(long nowMillis) {
        Window present = window.get();
        long age = nowMillis - present.startMillis;
        return age >= 2L * periodMillis
                ? RatePeriod.NEVER
                : new RatePeriod(Math.max(0, age), present.total(), present.previous);
    }

    void set(RatePeriod period, long nowMillis) {
        long start = nowMillis - period.ageMillis() & ~1L;
        window.set(new Window(start, period.previous() & COUNT, new AtomicLong(period.present() & COUNT)));
    }

    /** Events in the period that ends now. */
    long perPeriod(long nowMillis) {
        Window present = window.get();
        long count = present.total();
        long past = present.previous;
        long remaining = present.startMillis + periodMillis - nowMillis;
        if (remaining < 0) {
            remaining += periodMillis;
            past = remaining >= 0 ? count : 0;
            count = 0;
        }
        if (count == 0 && past <= 1) return past; // one rare event would flap between 1 and 0
        return (past * remaining + count * periodMillis) / periodMillis;
    }
}
