package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;

/** Holds the end of something against the time when it is due. */
final class Stopwatch {
    /** A busy machine may be late by so much; nothing may be early. */
    private static final int LATE_MILLIS = 600;

    private Stopwatch() {}

    /** What comes of the task, which must end after that time. */
    static <T> T ends(int afterMillis, Callable<T> task) throws Exception {
        long start = System.nanoTime();
        T result = task.call();
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(
                millis >= afterMillis - 20 && millis <= afterMillis + LATE_MILLIS,
                "ended after " + millis + " ms instead of " + afterMillis + ": " + result);
        return result;
    }
}
