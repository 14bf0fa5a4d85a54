package io.weir.engine.queue;

import io.weir.engine.account.Gauge;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for the same: any server of a backend, or one of them. In the order of their classes, and in each of
 * them in the order of arrival, give or take their offsets. Any thread.
 */
final class WaitingLine {
    private final ConcurrentSkipListSet<Pending> waiting = new ConcurrentSkipListSet<>();
    private final AtomicLong served = new AtomicLong();
    private final Gauge queued;

    /** @param queued how many there are, which also is what others see */
    WaitingLine(Gauge queued) {
        this.queued = queued;
    }

    /**
     * Joins the line unless that many stand in it already.
     *
     * @param max 0: no limit
     */
    boolean tryJoin(Pending pending, int max) {
        if (!queued.tryEnter(max)) return false;
        pending.joined(this, served.get());
        waiting.add(pending);
        return true;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The one whose turn it is; another thread may be about to settle it. */
    @Nullable Pending first() {
        var order = waiting.iterator(); // first() throws when the last one has just left
        return order.hasNext() ? order.next() : null;
    }

    /** One that the caller has settled leaves with a slot. */
    void serve(Pending pending) {
        pending.placedAt(served.getAndIncrement());
        remove(pending);
        queued.leave();
    }

    /** One that the caller has settled leaves with nothing. */
    void quit(Pending pending) {
        pending.placedAt(served.get());
        remove(pending);
        queued.leave();
    }

    /** Forgets one that somebody else has settled. */
    void remove(Pending pending) {
        waiting.remove(pending);
    }

    /** Sends away those who may go to another server. */
    void sendAway() {
        for (Pending each : waiting) {
            if (!each.mayMove() || !each.settle()) continue;
            quit(each);
            each.tellToMove();
        }
    }
}
