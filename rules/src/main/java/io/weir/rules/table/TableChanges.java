package io.weir.rules.table;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a table changed here and when, as numbers that only grow: an entry stands under the number of its
 * latest change. Marking an entry is all that the thread does which changes it; one collector gives the numbers. Holds
 * no more than the table has entries, and those that left since the last collection. Any thread marks; everything else
 * is confined to the collector.
 */
public final class TableChanges {
    private final ConcurrentLinkedQueue<TableEntry> marked = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final TreeMap<Long, TableEntry> numbered = new TreeMap<>();
    private volatile @Nullable Runnable collector;
    private long last;

    /** It is told once that there is something to collect, and again after it has collected. */
    public void collector(Runnable told) {
        collector = told;
        if (!marked.isEmpty()) told.run();
    }

    /** That entry has changed, or has left the table. Any thread. */
    void mark(TableEntry entry) {
        if (!entry.mark()) return;
        marked.add(entry);
        Runnable told = collector;
        if (told != null && !asked.get() && asked.compareAndSet(false, true)) told.run();
    }

    /** Gives numbers to what was marked; returns the last number given. */
    public long collect() {
        asked.set(false);
        for (TableEntry entry = marked.poll(); entry != null; entry = marked.poll()) {
            entry.unmark();
            numbered.remove(entry.changeNumber, entry);
            if (entry.isGone()) continue;
            entry.changeNumber = ++last;
            numbered.put(last, entry);
        }
        return last;
    }

    /** The last number given. */
    public long last() {
        return last;
    }

    /** The first change with a higher number, or null. */
    public Map.@Nullable Entry<Long, TableEntry> after(long number) {
        return numbered.higherEntry(number);
    }
}
