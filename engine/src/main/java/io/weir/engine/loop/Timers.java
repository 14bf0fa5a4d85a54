package io.weir.engine.loop;

import io.netty.util.concurrent.EventExecutor;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The timers of one event loop: a binary heap by time, woken by a single scheduled task. A timer that is re-armed on
 * every read, as inactivity timeouts are, does no work in the heap. Loop-confined.
 */
public final class Timers {
    /** Stands in the heap behind its last timer, so that a timer that was removed is not held on to. */
    private static final Timer NONE = new Timer() {
        @Override
        protected void expired() {}
    };

    private final EventExecutor loop;
    private final Runnable wake = this::run;
    private Timer[] heap = new Timer[64];
    private int size;
    private long scheduledNanos = Timer.OFF;

    public Timers(EventExecutor loop) {
        this.loop = loop;
    }

    /**
     * Lets the timer expire after that time, measured from now.
     *
     * @param delayNanos 0 or more
     */
    public void arm(Timer timer, long delayNanos) {
        armAt(timer, System.nanoTime() + delayNanos);
    }

    /** Lets the timer expire at that reading of {@link System#nanoTime()}. */
    public void armAt(Timer timer, long dueNanos) {
        timer.dueNanos = dueNanos;
        if (timer.index < 0) insert(timer);
        else if (dueNanos - timer.heldNanos < 0) {
            timer.heldNanos = dueNanos;
            siftUp(timer.index);
        } else return;
        schedule();
    }

    /** Stops the timer for now; cheap, since it stays in the heap until its old time. */
    public void stop(Timer timer) {
        timer.dueNanos = Timer.OFF;
    }

    /** Stops the timer for good, so that nothing refers to it any more. */
    public void remove(Timer timer) {
        timer.dueNanos = Timer.OFF;
        if (timer.index >= 0) removeAt(timer.index);
    }

    /** Timers that are armed or not yet cleared away. */
    public int size() {
        return size;
    }

    private void run() {
        scheduledNanos = Timer.OFF;
        long now = System.nanoTime();
        while (size > 0 && heap[0].heldNanos - now <= 0) {
            Timer timer = heap[0];
            if (timer.dueNanos == Timer.OFF) {
                removeAt(0);
            } else if (timer.dueNanos - now > 0) {
                timer.heldNanos = timer.dueNanos;
                siftDown(0);
            } else {
                removeAt(0);
                timer.dueNanos = Timer.OFF;
                timer.expired();
            }
        }
        schedule();
    }

    private void schedule() {
        if (size == 0) return;
        long first = heap[0].heldNanos;
        if (scheduledNanos != Timer.OFF && first - scheduledNanos >= 0) return;
        scheduledNanos = first;
        loop.schedule(wake, Math.max(0, first - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void insert(Timer timer) {
        if (size == heap.length) heap = Arrays.copyOf(heap, size * 2);
        timer.heldNanos = timer.dueNanos;
        place(timer, size++);
        siftUp(timer.index);
    }

    private void removeAt(int index) {
        Timer removed = heap[index];
        removed.index = -1;
        Timer last = heap[--size];
        heap[size] = NONE;
        if (last == removed) return;
        place(last, index);
        siftUp(index);
        siftDown(last.index);
    }

    private void siftUp(int start) {
        int index = start;
        Timer timer = heap[index];
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (heap[parent].heldNanos - timer.heldNanos <= 0) break;
            place(heap[parent], index);
            index = parent;
        }
        place(timer, index);
    }

    private void siftDown(int start) {
        int index = start;
        Timer timer = heap[index];
        for (int child = index * 2 + 1; child < size; child = index * 2 + 1) {
            if (child + 1 < size && heap[child + 1].heldNanos - heap[child].heldNanos < 0) child++;
            if (timer.heldNanos - heap[child].heldNanos <= 0) break;
            place(heap[child], index);
            index = child;
        }
        place(timer, index);
    }

    private void place(Timer timer, int index) {
        heap[index] = timer;
        timer.index = index;
    }
}
