package io.weir.rules.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys and what is kept for them. It never has more keys than its size; when it is full, the ones that were not used
 * for longest make room, but none that somebody holds. Reading takes no lock. Keys whose time is over leave when the
 * table is used next, so that nobody sees them. Any thread.
 */
public final class StickTable {
    /** Held entries that are passed over in the search for old ones before it is given up. */
    private static final int MAX_HELD_PASSED = 1024;

    private final StickTableConfig config;
    private final Layout layout;
    private final LongSupplier clockMillis;
    private final Readers readers;
    private final ConcurrentHashMap<Object, TableEntry> entries = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Due, TableEntry> byDeadline = new ConcurrentSkipListMap<>();
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicLong made = new AtomicLong();
    private final @Nullable TableChanges changes;

    /** @param clockMillis never goes back */
    public StickTable(StickTableConfig config, LongSupplier clockMillis) {
        this(config, clockMillis, type -> {}, null);
    }

    /** @param readers hear of each reading before it is done */
    public StickTable(StickTableConfig config, LongSupplier clockMillis, Readers readers) {
        this(config, clockMillis, readers, null);
    }

    private StickTable(
            StickTableConfig config, LongSupplier clockMillis, Readers readers, @Nullable TableChanges changes) {
        this.config = config;
        this.clockMillis = clockMillis;
        this.readers = readers;
        this.changes = changes;
        this.layout = new Layout(config.store());
    }

    /** One whose changes somebody has to collect. */
    public static StickTable shared(StickTableConfig config, LongSupplier clockMillis) {
        return new StickTable(config, clockMillis, type -> {}, new TableChanges());
    }

    /** Hears what is read of entries, so that a replay can tell what it has no means to know. */
    @FunctionalInterface
    public interface Readers {
        /**
         * That type is about to be read; {@link DataType#CONN_CUR} also stands for the number of holders.
         *
         * @throws io.weir.rules.UnknownInputException when nobody knows it
         */
        void read(DataType type);
    }

    /** A place in the order in which entries are forgotten. */
    record Due(long millis, long number) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int order = Long.compare(millis, other.millis);
            return order == 0 ? Long.compare(number, other.number) : order;
        }
    }

    public StickTableConfig config() {
        return config;
    }

    public String name() {
        return config.name();
    }

    /** What changes in it, or null when that interests nobody. */
    public @Nullable TableChanges changes() {
        return changes;
    }

    /** Whether it keeps that type, with that index for arrays. */
    public boolean stores(DataType type, int index) {
        return layout.offset(type, index) >= 0;
    }

    /** The entry of that key as it is now, or null. It may leave the table at any time. */
    public @Nullable TableEntry find(Object key) {
        TableEntry entry = entries.get(key);
        if (entry == null || entry.isGone()) return null;
        if (!entry.isHeld() && entry.isExpired(nowMillis()) && forget(entry)) return null;
        return entry;
    }

    /** Holds the entry of that key, or null when there is none. */
    public @Nullable TableEntry hold(Object key) {
        TableEntry entry = find(key);
        return entry != null && entry.tryHold() ? entry : null;
    }

    /** Holds the entry of that key, which is made when there is none; null when the table is full. */
    public @Nullable TableEntry holdOrMake(Object key) {
        while (true) {
            TableEntry known = find(key);
            if (known != null && known.tryHold()) return known;
            if (!takePlace()) return null;
            var entry = new TableEntry(this, key, made.incrementAndGet(), layout);
            TableEntry other = entries.putIfAbsent(key, entry);
            if (other == null) {
                byDeadline.put(entry.due, entry);
                return entry;
            }
            used.decrementAndGet();
            if (other.isGone()) entries.remove(key, other); // do not wait for the thread that is just forgetting it
        }
    }

    /** Whether it takes a key that is not in it yet. */
    public boolean hasRoom() {
        return !config.nopurge() || used() < config.size();
    }

    /** Keys that are in it. */
    public int used() {
        sweep();
        return used.get();
    }

    /** All entries at this moment, in no order. */
    public List<TableEntry> entries() {
        sweep();
        return new ArrayList<>(entries.values());
    }

    /** Forgets an entry now; false when somebody holds it. */
    public boolean forget(TableEntry entry) {
        if (!entry.leave()) return false;
        entries.remove(entry.key(), entry);
        used.decrementAndGet();
        byDeadline.remove(entry.due);
        changed(entry);
        return true;
    }

    /** It was changed here, or has left. */
    void changed(TableEntry entry) {
        if (changes != null) changes.mark(entry);
    }

    /** Takes its place among the deadlines, which may be before the one that it had. */
    void requeue(TableEntry entry) {
        if (byDeadline.remove(entry.due, entry)) putBack(entry, entry.deadlineMillis());
    }

    Layout layout() {
        return layout;
    }

    Readers readers() {
        return readers;
    }

    long nowMillis() {
        return clockMillis.getAsLong();
    }

    /** Of an entry that is used now. */
    long deadline() {
        return nowMillis() + config.expireMillis();
    }

    private boolean takePlace() {
        if (config.expireMillis() > 0) sweep();
        while (true) {
            int count = used.get();
            if (count < config.size()) {
                if (used.compareAndSet(count, count + 1)) return true;
            } else if (config.nopurge() || !forgetOldest(config.size() / 256 + 1)) {
                return false;
            }
        }
    }

    /** Forgets what is over; an entry that was used meanwhile gets its later place. */
    private void sweep() {
        if (config.expireMillis() == 0) return;
        long now = nowMillis();
        for (var first = byDeadline.firstEntry();
                first != null && first.getKey().millis <= now;
                first = byDeadline.firstEntry()) {
            TableEntry entry = first.getValue();
            if (!byDeadline.remove(first.getKey(), entry)) continue;
            if (entry.isExpired(now) && forget(entry) || entry.isGone()) continue;
            // one that is held leaves when it is given back; it is looked at again later
            putBack(entry, Math.max(entry.deadlineMillis(), now + config.expireMillis()));
        }
    }

    /** Whether at least one made room. */
    private boolean forgetOldest(int most) {
        int forgotten = 0;
        int passed = 0;
        for (Map.Entry<Due, TableEntry> each : byDeadline.entrySet()) {
            if (forgotten >= most || passed >= MAX_HELD_PASSED) break;
            TableEntry entry = each.getValue();
            if (entry.isHeld()) {
                passed++;
                continue;
            }
            if (!byDeadline.remove(each.getKey(), entry)) continue;
            long deadline = entry.deadlineMillis();
            if (deadline == each.getKey().millis && forget(entry)) forgotten++;
            else if (!entry.isGone()) putBack(entry, deadline);
        }
        return forgotten > 0 || used.get() < config.size();
    }

    private void putBack(TableEntry entry, long millis) {
        var due = new Due(millis, entry.number());
        entry.due = due;
        byDeadline.put(due, entry);
        if (entry.isGone()) byDeadline.remove(due); // it left in between and found its old place empty
    }
}
