package io.weir.engine.account;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A queue of log lines of fixed length whose lines are used again, so that logging allocates nothing: whoever writes
 * takes a free line, fills it and publishes it. Any thread takes and publishes, one thread reads.
 */
final class LogRing {
    private final LogLine[] lines;
    private final AtomicLong tail = new AtomicLong();
    private long head;

    /** @param capacity a power of two */
    LogRing(int capacity) {
        lines = new LogLine[capacity];
        for (int i = 0; i < capacity; i++) {
            lines[i] = new LogLine();
            lines[i].sequence = i;
        }
    }

    /** A line to fill and to publish, or null when the queue is full. */
    @Nullable LogLine take() {
        for (long position = tail.get(); ; position = tail.get()) {
            LogLine line = at(position);
            long ahead = line.sequence - position;
            if (ahead < 0) return null;
            if (ahead > 0 || !tail.compareAndSet(position, position + 1)) continue;
            line.position = position;
            return line;
        }
    }

    /** Gives a taken line to the reader. */
    void publish(LogLine line) {
        line.sequence = line.position + 1;
    }

    /** The next published line, or null; it is the reader's until it is released. */
    @Nullable LogLine peek() {
        LogLine line = at(head);
        return line.sequence == head + 1 ? line : null;
    }

    /** Lets the line last peeked at be used again. */
    void release() {
        at(head).sequence = head + lines.length;
        head++;
    }

    private LogLine at(long position) {
        return lines[(int) (position & lines.length - 1)];
    }
}
