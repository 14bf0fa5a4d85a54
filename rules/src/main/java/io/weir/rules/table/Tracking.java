package io.weir.rules.table;

import org.jspecify.annotations.Nullable;

/**
 * The stick counters {@code sc0} to {@code sc2} of a request, behind which those of its connection stand, or of a
 * connection. A counter that tracks a key goes on with it; it can be given another one only when the request or the
 * connection is over. Loop-confined.
 */
public final class Tracking {
    /** Stick counters; HAProxy's {@code MAX_SESS_STKCTR}. */
    public static final int COUNTERS = 3;

    private final @Nullable Tracking connection;
    private final @Nullable TableEntry[] entries = new TableEntry[COUNTERS];
    private int fromBackend;

    /** @param connection null: these are a connection's */
    public Tracking(@Nullable Tracking connection) {
        this.connection = connection;
    }

    /** Which rules a key was tracked by. */
    public enum By {
        FRONTEND,
        BACKEND
    }

    /** What that counter tracks, or null. */
    public @Nullable TableEntry entry(int counter) {
        if (counter < 0 || counter >= COUNTERS) return null;
        TableEntry own = entries[counter];
        return own != null || connection == null ? own : connection.entry(counter);
    }

    /** Tracks an entry, whose hold it takes over; the counter must be free. */
    public void track(int counter, TableEntry entry, By rules) {
        entries[counter] = entry;
        if (rules == By.BACKEND) fromBackend |= 1 << counter;
        entry.add(DataType.CONN_CUR, 0, 1);
        entry.add(DataType.CONN_CNT, 0, 1);
        entry.add(DataType.CONN_RATE, 0, 1);
        entry.touch();
    }

    /** Counts for every key that is tracked. */
    public void count(TableEvent event, long amount) {
        for (int i = 0; i < COUNTERS; i++) {
            TableEntry entry = entry(i);
            if (entry != null) event.count(entry, amount);
        }
    }

    /** Counts only for the keys that rules of the backend track. */
    public void countInBackend(TableEvent event) {
        for (int i = 0; i < COUNTERS; i++) {
            TableEntry entry = entries[i];
            if (entry != null && (fromBackend & 1 << i) != 0) event.count(entry, 1);
        }
    }

    /** Ends the tracking; those of the connection behind it go on. */
    public void release() {
        for (int i = 0; i < COUNTERS; i++) {
            TableEntry entry = entries[i];
            if (entry == null) continue;
            entries[i] = null;
            if (entry.table().stores(DataType.CONN_CUR, 0)) {
                entry.decrement(DataType.CONN_CUR);
                entry.touch();
            }
            entry.release();
        }
        fromBackend = 0;
    }
}
