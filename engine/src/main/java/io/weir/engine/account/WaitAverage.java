package io.weir.engine.account;

import java.util.concurrent.atomic.AtomicLong;

/** A mean that follows the last values, each new one weighing an eighth: {@code queue_wait_ms}. Any thread. */
public final class WaitAverage {
    private final AtomicLong scaled = new AtomicLong();

    public void add(long millis) {
        scaled.updateAndGet(old -> old + ((millis << 10) - old >> 3));
    }

    /** Milliseconds, rounded. */
    public long millis() {
        return scaled.get() + 512 >> 10;
    }
}
