package io.weir.rules.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingRateTest {
    @ParameterizedTest
    @CsvSource({
        "10000, 8", // in the same period everything counts
        "10999, 8",
        "11000, 8", // the last period counts as much as lies in the one that ends now
        "11500, 4",
        "11900, 0",
        "12000, 0",
        "99000, 0"
    })
    void eventsFadeOverThePeriodAfterTheirs(long now, long expected) {
        var rate = new SlidingRate(1000);

        rate.add(8, 10_000);

        assertEquals(expected, rate.perPeriod(now));
    }

    @Test
    void aSingleOldEventDoesNotFlap() {
        var rate = new SlidingRate(1000);

        rate.add(1, 10_000);

        assertEquals(1, rate.perPeriod(11_999));
        assertEquals(0, rate.perPeriod(12_001));
    }

    @Test
    void aRateThatIsSetHoldsForItsPeriodAndThenFades() {
        var rate = new SlidingRate(1000);

        rate.set(70, 10_001);

        assertEquals(70, rate.perPeriod(10_999));
        assertEquals(35, rate.perPeriod(11_500));
    }

    /** Periods begin with the first event behind the last one, at even milliseconds, and an empty one forgets all. */
    @Test
    void anyRunOfEventsGivesWhatTheDefinitionSays() {
        var random = new Random(7);
        for (int run = 0; run < 300; run++) {
            int period = 1 + random.nextInt(50);
            var rate = new SlidingRate(period);
            var model = new Model(period);
            long now = 1_000_000;
            for (int i = 0; i < 200; i++) {
                now += random.nextInt(period + period / 2 + 2);
                int events = random.nextInt(4);
                if (events > 0) {
                    rate.add(events, now);
                    model.add(events, now);
                }
                long at = now + random.nextInt(2 * period + 2);
                assertEquals(model.rate(at), rate.perPeriod(at), "run " + run + ", period " + period + ", at " + at);
            }
        }
    }

    private static final class Model {
        private final long period;
        private long start = Long.MIN_VALUE / 2;
        private long now;
        private long before;

        Model(long period) {
            this.period = period;
        }

        void add(long events, long at) {
            if (at - start < period) {
                now += events;
                return;
            }
            boolean neighbours = at - start < 2 * period;
            before = neighbours ? now : 0;
            start = (neighbours ? start + period : at) / 2 * 2;
            now = events;
        }

        long rate(long at) {
            long age = at - start;
            if (age > 2 * period) return 0;
            if (age > period) return now <= 1 ? now : now * (2 * period - age) / period;
            if (now == 0 && before <= 1) return before;
            return (before * (period - age) + now * period) / period;
        }
    }

    @Test
    void noEventIsLostWhenThreadsCountWhileAPeriodEnds() throws Exception {
        for (int run = 0; run < 300; run++) {
            int threads = 4;
            int each = 50;
            var rate = new SlidingRate(1000);
            rate.add(5, 10_000);
            var start = new CyclicBarrier(threads);
            List<Thread> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                long clock = i % 2 == 0 ? 10_999 : 11_000; // loops need not agree on the time
                running.add(Thread.ofPlatform().start(() -> {
                    await(start);
                    for (int n = 0; n < each; n++) rate.add(1, clock);
                }));
            }
            for (Thread thread : running) thread.join();

            assertEquals(5 + threads * each, rate.perPeriod(11_000));
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
