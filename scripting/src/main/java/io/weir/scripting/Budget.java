package io.weir.scripting;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off runs that take too long. A call costs its context two stores; one thread looks at all contexts every few
 * milliseconds and closes one whose call has burnt more processor time than its limit. Processor time, since a
 * collection or a busy machine is not the script's fault; but ten times the limit by the clock is too long whatever the
 * reason. While the process still loads classes, time is not counted, up to four times the limit: the first regular
 * expression of a process alone may take longer than a hook ever should. Any thread.
 */
final class Budget implements AutoCloseable {
    private static final long MIN_TICK_NANOS = 1_000_000;
    private static final long MAX_TICK_NANOS = 25_000_000;
    private static final int CLOCK_FACTOR = 10;
    private static final int COLD_FACTOR = 4;
    private static final int COLD_CLASSES = 4;
    private static final long IDLE = 0;
    private static final long CUT = -1;
    private static final VarHandle STATE = state();

    private final List<Run> runs = new CopyOnWriteArrayList<>();
    private volatile long tickNanos = MAX_TICK_NANOS;
    private volatile boolean closed;
    private @Nullable Thread watchdog;

    /** The calls of one context. Its begin and end are confined to the context's thread. */
    final class Run implements AutoCloseable {
        private final Context context;
        private final Thread thread = Thread.currentThread();
        private final long limitNanos;
        private final CountDownLatch cut = new CountDownLatch(1);
        private volatile long state;
        private long calls;

        // the watchdog's own
        private long seen;
        private long seenAt;
        private long seenTicks;
        private long cpuThen;
        private long cpuLast;
        private long classesLast;
        private long uncounted;

        private Run(Context context, Duration limit) {
            this.context = context;
            this.limitNanos = limit.toNanos();
        }

        void begin() {
            STATE.setOpaque(this, ++calls);
        }

        /** False when the call was cut off, or just about to be: the context is gone then. */
        boolean end() {
            return (long) STATE.getAndSet(this, IDLE) != CUT;
        }

        /** After a cut: waits until the context is closed, and with it whatever interrupts this thread. */
        void awaitCut() {
            boolean waiting = true;
            while (waiting) {
                try {
                    cut.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    // the cut itself did that; the flag is cleared below
                }
            }
            Thread.interrupted(); // the thread is an event loop and must not carry it on
        }

        @Override
        public void close() {
            runs.remove(this);
        }

        private void watch(long now) {
            long current = state;
            if (current == IDLE || current == CUT) {
                seen = IDLE;
            } else if (current != seen) {
                seen = current;
                seenAt = now;
                seenTicks = 0;
            } else if (seenTicks++ == 0) {
                cpuThen = cpuLast = Threads.BEAN.getThreadCpuTime(thread.threadId());
                classesLast = Classes.BEAN.getTotalLoadedClassCount();
                uncounted = 0;
            } else if (spent(now) && STATE.compareAndSet(this, current, CUT)) {
                Thread.ofPlatform().daemon().name("weir-js-cut").start(this::cutOff);
            }
        }

        private boolean spent(long now) {
            long cpu = Threads.BEAN.getThreadCpuTime(thread.threadId());
            long classes = Classes.BEAN.getTotalLoadedClassCount();
            if (classes - classesLast >= COLD_CLASSES)
                uncounted = Math.min(uncounted + cpu - cpuLast, COLD_FACTOR * limitNanos);
            cpuLast = cpu;
            classesLast = classes;
            return cpu - cpuThen - uncounted + tickNanos >= limitNanos || now - seenAt >= CLOCK_FACTOR * limitNanos;
        }

        private void cutOff() {
            try {
                context.close(true);
            } finally {
                cut.countDown();
            }
        }
    }

    /** The calls that the current thread will make into that context. */
    Run watch(Context context, Duration limit) {
        var run = new Run(context, limit);
        runs.add(run);
        tickNanos = Math.clamp(limit.toNanos() / 4, MIN_TICK_NANOS, tickNanos);
        startOnce();
        return run;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watchdogThread());
    }

    private synchronized @Nullable Thread watchdogThread() {
        return watchdog;
    }

    private synchronized void startOnce() {
        if (watchdog == null)
            watchdog = Thread.ofPlatform().daemon().name("weir-js-watchdog").start(this::patrol);
    }

    private void patrol() {
        while (!closed) {
            LockSupport.parkNanos(this, tickNanos);
            long now = System.nanoTime();
            for (Run run : runs) run.watch(now);
        }
    }

    /** Loaded when the first call is seen twice, not at start. */
    private static final class Threads {
        static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();
    }

    /** Loaded when the first call is seen twice, not at start. */
    private static final class Classes {
        static final ClassLoadingMXBean BEAN = ManagementFactory.getClassLoadingMXBean();
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(Run.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
