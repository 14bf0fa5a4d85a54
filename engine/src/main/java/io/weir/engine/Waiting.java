package io.weir.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits from outside for what a loop does. Any thread, but no event loop's. */
final class Waiting {
    private Waiting() {}

    /** The outcome; what the task threw is thrown here. */
    static <T> T on(Future<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
