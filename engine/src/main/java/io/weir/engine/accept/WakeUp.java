package io.weir.engine.accept;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of those that wait until a rate allows a client again. The earliest time that was asked for counts.
 * Confined to the accept loop.
 */
final class WakeUp {
    private final EventLoop loop;
    private final Runnable task;
    private @Nullable Future<?> pending;
    private long dueNanos;

    WakeUp(EventLoop loop, Runnable task) {
        this.loop = loop;
        this.task = task;
    }

    /** Runs the task at the latest in that many milliseconds. */
    void within(long millis) {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        if (pending != null) {
            if (due - dueNanos >= 0) return;
            pending.cancel(false);
        }
        dueNanos = due;
        pending = loop.schedule(this::expired, millis, TimeUnit.MILLISECONDS);
    }

    /** Nobody waits any more. */
    void stop() {
        if (pending != null) pending.cancel(false);
        pending = null;
    }

    private void expired() {
        pending = null;
        task.run();
    }
}
