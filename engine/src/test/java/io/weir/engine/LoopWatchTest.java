package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds up an event loop is named. */
class LoopWatchTest {
    @Test
    void aLoopThatDoesNotComeRoundIsNamedWithWhatItIsAt() throws Exception {
        var release = new CountDownLatch(1);
        try (var log = WeirLog.awaiting("has been busy");
                var origin = Origin.answering("x");
                var weir = Weir.inFrontOf(origin)) {
            weir.proxy().loops().getFirst().execute(() -> waitFor(release));

            String line = log.line();
            release.countDown();

            assertTrue(line.contains("LoopWatchTest.waitFor"), line);
        }
    }

    private static void waitFor(CountDownLatch release) {
        try {
            release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
