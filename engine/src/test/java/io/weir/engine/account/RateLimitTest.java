package io.weir.engine.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A rate's limit under a fake clock. */
class RateLimitTest {
    private static final int ROUNDS = 2000;

    @Test
    void whoAsksBeforeEachEventIsNeverAboveTheLimitAndNeverWaitsLongerThanNeeded() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int limit : new int[] {1, 2, 3, 10, 97, 1000}) {
            var counter = new RateCounter();
            var rate = new RateLimit(counter, limit);
            long now = 1_700_000_000_000L + random.nextInt(1000);
            for (int i = 0; i < ROUNDS; i++) {
                String where = "seed " + seed + ", limit " + limit + ", at " + now;
                long wait = rate.waitMillis(now);
                if (wait > 0) {
                    assertTrue(counter.perSecond(now + wait - 1) >= limit, where + ": waited too long");
                    now += wait;
                    assertEquals(0, rate.waitMillis(now), where + ": waited not long enough");
                }

                counter.add(now);

                assertTrue(counter.perSecond(now) <= limit, where);
                if (random.nextInt(4) == 0) now += random.nextInt(700);
            }
            assertTrue(counter.max() <= limit, "seed " + seed + ": " + counter.max());
        }
    }

    @Test
    void withoutALimitNobodyWaits() {
        var counter = new RateCounter();
        for (int i = 0; i < 100; i++) counter.add(1000);

        assertEquals(0, new RateLimit(counter, 0).waitMillis(1000));
    }

    @Test
    void whoWaitsIsToldOfAnotherLimit() {
        var told = new AtomicInteger();
        var rate = new RateLimit(new RateCounter(), 3);
        rate.onChange(told::incrementAndGet);

        rate.max(3);
        rate.max(4);

        assertEquals(1, told.get());
        assertEquals(4, rate.max());
    }
}
