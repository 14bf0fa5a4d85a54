package io.weir.engine.account;

import io.weir.rules.config.LogTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of lines to one sink: a bounded queue and the thread that empties it. Whoever logs never waits; lines for
 * which there is no room are dropped and counted, and so are those that the sink does not take. Each sink has its own,
 * so that one that hangs costs no other its lines. A platform thread, since a write to a full pipe blocks it. Any
 * thread, but for what {@link #run} calls.
 */
final class LogStream implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogStream.class);
    private static final int LONGEST = 65535 + 1;
    private static final long GATHER_NANOS = 2_000_000;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long MINUTE_NANOS = 60 * SECOND_NANOS;
    private static final long CLOSE_MILLIS = 1000;

    private final LogTarget.Sink where;
    private final LogFraming framing;
    private final LogRing ring;
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private final Thread thread;
    private final LogLine frame = new LogLine();
    private final ByteBuffer message = ByteBuffer.allocateDirect(LONGEST);
    private volatile boolean closed;
    private volatile String reason = "";
    private @Nullable LogSink sink;
    private long retryNanos;
    private long reportNanos = System.nanoTime() - SECOND_NANOS;
    private long reportEveryNanos = SECOND_NANOS;
    private long reported;
    private String reportedReason = "";

    /** @param capacity lines that may wait, a power of two */
    LogStream(LogTarget.Sink where, LogFraming framing, int capacity) {
        this.where = where;
        this.framing = framing;
        this.ring = new LogRing(capacity);
        thread = Thread.ofPlatform().name("weir-log").daemon().unstarted(this);
    }

    LogStream started() {
        thread.start();
        return this;
    }

    /** A line to fill and to publish; null: it is dropped, and counted. */
    @Nullable LogLine take() {
        LogLine line = closed ? null : ring.take();
        if (line == null) lost("its queue is full");
        return line;
    }

    void publish(LogLine line) {
        ring.publish(line);
        if (sleeping.get() && sleeping.compareAndSet(true, false)) LockSupport.unpark(thread);
    }

    /** Lines that were lost so far. */
    long dropped() {
        return dropped.sum();
    }

    /** Writes what waits and ends the thread; gives up on a sink that hangs. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (true) {
            boolean last = closed;
            if (drain()) LockSupport.parkNanos(GATHER_NANOS); // lines that come meanwhile cost nobody a wake-up
            else if (last) break;
            else sleep();
            report();
        }
        if (sink != null) sink.close();
    }

    private void sleep() {
        sleeping.set(true);
        // Somebody may want to hear of lines that were dropped just now, so not for ever.
        if (ring.peek() == null && !closed) LockSupport.parkNanos(this, SECOND_NANOS);
        sleeping.set(false);
    }

    private boolean drain() {
        LogLine line = ring.peek();
        if (line == null) return false;
        for (; line != null; line = ring.peek()) {
            write(line);
            ring.release();
        }
        try {
            if (sink != null) sink.flush();
        } catch (IOException e) {
            broken(e, 0);
        }
        return true;
    }

    private void write(LogLine line) {
        LogTarget target = Objects.requireNonNull(line.target, "a published line has a target");
        if (retryNanos != 0 && System.nanoTime() - retryNanos < 0) {
            lost(reason);
            return;
        }
        retryNanos = 0;
        try {
            frame.start(target.length());
            framing.write(target, line.level, line.millis, frame);
            message.clear().put(frame.bytes(), 0, frame.length());
            message.put(line.bytes(), 0, line.length()).put((byte) '\n').flip();
            if (!sink().write(message)) lost("the sink takes no more just now");
        } catch (IOException e) {
            broken(e, 1);
        }
    }

    private LogSink sink() throws IOException {
        if (sink == null) sink = LogSink.open(where);
        return sink;
    }

    /** The next lines are not even tried: failing costs more than writing. */
    private void broken(IOException e, int lines) {
        retryNanos = System.nanoTime() + PAUSE_NANOS;
        reason = Objects.toString(e.getMessage(), e.toString());
        dropped.add(lines + (sink == null ? 0 : sink.takeLost()));
    }

    private void lost(String why) {
        reason = why;
        dropped.increment();
    }

    /** At most once a second, and less and less often when there is nothing new in it. */
    private void report() {
        long now = System.nanoTime();
        long all = dropped.sum();
        if (all == reported || now - reportNanos < reportEveryNanos) return;
        LOG.warn("log to {}: {} lines were dropped: {}", LogSink.name(where), all - reported, reason);
        boolean again = reason.equals(reportedReason);
        reportEveryNanos = again ? Math.min(2 * reportEveryNanos, MINUTE_NANOS) : SECOND_NANOS;
        reported = all;
        reportedReason = reason;
        reportNanos = now;
    }
}
