package io.weir.engine;

import io.weir.engine.accept.Worker;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Names an event loop that does not come round, and what it is at: while one thing takes so long, every client of that
 * loop waits. Has a thread of its own.
 */
final class LoopWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("weir");
    private static final long INTERVAL_MILLIS = 500;
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int SHOWN_FRAMES = 8;

    private final List<Worker> workers;
    private final Set<Worker> stalled = new HashSet<>();
    private final Thread thread;

    private LoopWatch(List<Worker> workers) {
        this.workers = List.copyOf(workers);
        this.thread = Thread.ofPlatform().daemon().name("weir-watch").unstarted(this::run);
    }

    static LoopWatch over(List<Worker> workers) {
        var watch = new LoopWatch(workers);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                for (Worker worker : workers) look(worker);
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            return; // the proxy has ended
        }
    }

    private void look(Worker worker) {
        if (worker.busyNanos() < LONG_NANOS) {
            stalled.remove(worker);
            return;
        }
        if (!stalled.add(worker)) return;
        String doing = Arrays.stream(worker.thread().getStackTrace())
                .limit(SHOWN_FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        LOG.log(
                System.Logger.Level.WARNING,
                "event loop {0} has been busy for {1} ms: {2}",
                worker.thread().getName(),
                Long.toString(TimeUnit.NANOSECONDS.toMillis(worker.busyNanos())),
                doing);
    }
}
