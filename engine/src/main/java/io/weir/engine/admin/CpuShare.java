package io.weir.engine.admin;

import java.time.Duration;

/**
 * How idle the process was since it was asked last, in percent of what its loops could have used. Any thread.
 */
final class CpuShare {
    private static final long SHORTEST_NANOS = 100_000_000;

    private final int loops;
    private long lastNanos = System.nanoTime();
    private long lastCpuNanos = cpuNanos();
    private int percent = 100;

    /** @param loops 1 or more */
    CpuShare(int loops) {
        this.loops = Math.max(1, loops);
    }

    synchronized int idlePercent() {
        long now = System.nanoTime();
        if (now - lastNanos < SHORTEST_NANOS) return percent;
        long cpu = cpuNanos();
        long busy = (cpu - lastCpuNanos) * 100 / ((now - lastNanos) * loops);
        lastNanos = now;
        lastCpuNanos = cpu;
        percent = Math.clamp(100 - busy, 0, 100);
        return percent;
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
