package io.weir.rules.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StickTableTest {
    private final AtomicLong clock = new AtomicLong(1_000_000);

    private StickTable table(int size, boolean nopurge, int expireMillis) {
        var store = List.of(
                new Stored(DataType.CONN_CUR, 1, 0),
                new Stored(DataType.GPC, 3, 0),
                new Stored(DataType.HTTP_REQ_RATE, 1, 1000),
                new Stored(DataType.HTTP_REQ_CNT, 1, 0));
        var config = new StickTableConfig(
                "t",
                new Place("x.cfg", 1, 1),
                KeyType.STRING,
                32,
                size,
                nopurge,
                expireMillis,
                store,
                StickTableConfig.ServerKey.NAME,
                "");
        return new StickTable(config, clock::get);
    }

    private static TableEntry made(StickTable table, String key) {
        var entry = table.holdOrMake(key);
        assertNotNull(entry, key);
        return entry;
    }

    private static void use(StickTable table, String key) {
        var entry = made(table, key);
        entry.touch();
        entry.release();
    }

    @Test
    void aKeyKeepsItsEntryAndWhatIsCountedInIt() {
        var table = table(10, false, 1000);

        made(table, "a").add(DataType.HTTP_REQ_CNT, 0, 1);
        made(table, "a").add(DataType.HTTP_REQ_CNT, 0, 2);

        var found = table.find("a");
        assertNotNull(found);
        assertEquals(3, found.value(DataType.HTTP_REQ_CNT, 0));
        assertEquals(2, found.holders());
        assertNull(table.find("b"));
        assertEquals(1, table.used());
    }

    @Test
    void elementsOfArraysAreCountedApartAndWhatIsNotStoredIsNot() {
        var entry = made(table(10, false, 1000), "a");

        entry.add(DataType.GPC, 2, 5);
        entry.add(DataType.GPC, 3, 5);
        entry.add(DataType.GPC0, 0, 5);

        assertEquals(5, entry.value(DataType.GPC, 2));
        assertEquals(0, entry.value(DataType.GPC, 1));
        assertFalse(entry.table().stores(DataType.GPC, 3));
        assertFalse(entry.table().stores(DataType.GPC0, 0));
    }

    @Test
    void aKeyIsForgottenWhenItsTimeIsOverAfterItsLastUse() {
        var table = table(10, false, 1000);
        use(table, "a");
        clock.addAndGet(600);
        use(table, "a");

        clock.addAndGet(999);
        assertEquals(1, table.used());
        clock.addAndGet(1);

        assertNull(table.find("a"));
        assertEquals(0, table.used());
    }

    @Test
    void aKeyThatIsHeldStaysBeyondItsTimeAndLeavesWhenItIsGivenBack() {
        var table = table(10, false, 1000);
        var held = made(table, "a");

        clock.addAndGet(10_000);

        assertEquals(1, table.used());
        assertSame(held, table.find("a"));
        held.release();
        assertEquals(0, table.used());
        var other = made(table, "a");
        assertNotSame(held, other);
        clock.addAndGet(5_000);
        assertEquals(1, table.used());
    }

    @Test
    void aFullTableForgetsTheKeyThatWasNotUsedForLongest() {
        var table = table(3, false, 60_000);
        for (String key : List.of("a", "b", "c", "a")) {
            use(table, key);
            clock.addAndGet(10);
        }

        use(table, "d");

        assertNull(table.find("b"));
        assertNotNull(table.find("a"));
        assertNotNull(table.find("c"));
        assertEquals(3, table.used());
    }

    @Test
    void aTableWithoutATimeForgetsOnlyWhenItIsFull() {
        var table = table(2, false, 0);
        use(table, "a");
        clock.addAndGet(10);
        use(table, "b");
        clock.addAndGet(1_000_000);
        assertEquals(2, table.used());

        use(table, "c");

        assertNull(table.find("a"));
        assertEquals(2, table.used());
    }

    @Test
    void aKeyThatIsHeldIsNeverForgottenForAnother() {
        var table = table(2, false, 60_000);
        made(table, "a");
        made(table, "b");

        assertNull(table.holdOrMake("c"));

        assertNotNull(table.find("a"));
        assertFalse(table.forget(made(table, "b")));
    }

    @Test
    void aTableThatMustNotPurgeTakesNoFurtherKey() {
        var table = table(1, true, 1000);
        use(table, "a");

        assertNull(table.holdOrMake("b"));
        clock.addAndGet(1000);

        use(table, "b");
        assertNull(table.find("a"));
    }

    /** Threads track random keys of a table that is too small for all of them. */
    @Test
    void underManyThreadsNothingIsLostNothingHeldIsForgottenAndTheSizeHolds() throws Exception {
        int threads = 4;
        int rounds = 20_000;
        var table = table(8, false, 50);
        var counted = new AtomicLong();
        var faults = new ConcurrentLinkedQueue<String>();
        var start = new CyclicBarrier(threads);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            var random = new Random(i);
            running.add(Thread.ofPlatform().start(() -> {
                await(start);
                for (int n = 0; n < rounds; n++) round(table, random, counted, faults);
            }));
        }
        for (Thread thread : running) thread.join();

        assertEquals(List.of(), List.copyOf(faults));
        assertTrue(counted.get() > rounds, "almost nothing was tracked");
        long held = 0;
        for (TableEntry entry : table.entries()) {
            held += entry.holders();
            assertEquals(0, entry.value(DataType.CONN_CUR, 0));
        }
        assertEquals(0, held);
        assertEquals(table.entries().size(), table.used());
        clock.addAndGet(1000);
        assertEquals(0, table.used());
        assertEquals(List.of(), table.entries());
    }

    private void round(StickTable table, Random random, AtomicLong counted, ConcurrentLinkedQueue<String> faults) {
        if (random.nextInt(10) == 0) clock.addAndGet(random.nextInt(30));
        var key = "k" + random.nextInt(12);
        var entry = table.holdOrMake(key);
        if (entry == null) return;
        var tracking = new Tracking(null);
        long before = entry.value(DataType.HTTP_REQ_CNT, 0);
        tracking.track(0, entry, Tracking.By.FRONTEND);
        tracking.count(TableEvent.REQUEST, 1);
        if (entry.value(DataType.HTTP_REQ_CNT, 0) <= before) faults.add("a request was lost");
        if (table.find(key) != entry) faults.add(key + " was forgotten while it was tracked");
        if (table.forget(entry)) faults.add(key + " could be forgotten while it was tracked");
        int used = table.used();
        if (used > 8) faults.add("larger than its size: " + used);
        counted.incrementAndGet();
        tracking.release();
    }

    @Test
    void concurrentCountsOfOneKeyAreExact() throws Exception {
        var table = table(8, false, 60_000);
        int threads = 4;
        long each = 10_000;
        var start = new CyclicBarrier(threads);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++)
            running.add(Thread.ofPlatform().start(() -> {
                await(start);
                for (int n = 0; n < each; n++) {
                    var entry = made(table, "one");
                    TableEvent.REQUEST.count(entry, 1);
                    entry.release();
                }
            }));
        for (Thread thread : running) thread.join();

        var entry = table.find("one");
        assertNotNull(entry);
        assertEquals(threads * each, entry.value(DataType.HTTP_REQ_CNT, 0));
        assertEquals(threads * each, entry.value(DataType.HTTP_REQ_RATE, 0));
        assertEquals(0, entry.holders());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
