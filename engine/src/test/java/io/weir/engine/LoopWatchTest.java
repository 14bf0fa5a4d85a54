package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What holds up an event loop is named. */
class LoopWatchTest {
    @Test
    void aLoopThatDoesNotComeRoundIsNamedWithWhatItIsAt() throws Exception {
        var said = new CompletableFuture<String>();
        var listening = new Listening(said);
        Logger log = Logger.getLogger("weir");
        log.addHandler(listening);
        var release = new CountDownLatch(1);
        try (var origin = Origin.answering("x");
                var weir = Weir.inFrontOf(origin)) {
            weir.proxy().loops().getFirst().execute(() -> waitFor(release));

            String line = said.get(20, TimeUnit.SECONDS);
            release.countDown();

            assertTrue(line.contains("LoopWatchTest.waitFor"), line);
        } finally {
            log.removeHandler(listening);
        }
    }

    private static void waitFor(CountDownLatch release) {
        try {
            release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Listening extends Handler {
        private final CompletableFuture<String> said;

        Listening(CompletableFuture<String> said) {
            this.said = said;
        }

        @Override
        public void publish(LogRecord line) {
            String text = new java.util.logging.SimpleFormatter().formatMessage(line);
            if (text.contains("has been busy")) said.complete(text);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
