package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;

/**
 * Holds the end of something against the time when it is due. It is started before whatever sets the time running, so
 * that on a busy machine too nothing seems to end early.
 */
final class Stopwatch {
    /** A busy machine may be late by so much. */
    private static final int LATE_MILLIS = 600;

    private final long startNanos = System.nanoTime();

    private Stopwatch() {}

    static Stopwatch start() {
        return new Stopwatch();
    }

    /** What comes of the task, which must end that long after the start. */
    <T> T ends(int afterMillis, Callable<T> task) throws Exception {
        T result = task.call();
        long millis = (System.nanoTime() - startNanos) / 1_000_000;
        assertTrue(
                millis >= afterMillis && millis <= afterMillis + LATE_MILLIS,
                "ended after " + millis + " ms instead of " + afterMillis + ": " + result);
        return result;
    }
}
