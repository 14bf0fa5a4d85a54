package io.weir.rules.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * One key of a table and what is kept for it. Whoever holds it, it stays in the table; each hold is given back exactly
 * once. Any thread.
 */
public final class TableEntry {
    private static final int GONE = -1;
    private static final long UNSIGNED = 0xffffffffL;
    private static final VarHandle MARKED = marked();

    private final StickTable table;
    private final Object key;
    private final long number;
    private final AtomicInteger holders = new AtomicInteger(1);
    private final AtomicLongArray counts;
    private final SlidingRate[] rates;
    private volatile long deadlineMillis;
    private volatile @Nullable String serverKey;

    /** Whether its change waits to be collected; written through {@link #MARKED}. */
    @SuppressWarnings("unused") // the handle reads and writes it
    private volatile boolean marked;

    /** That of its latest change; confined to the collector of {@link TableChanges}. */
    long changeNumber;

    /** Where it stands in the order of deadlines; changed only by the thread that took it out of there. */
    volatile StickTable.Due due;

    /** Its maker holds it. */
    TableEntry(StickTable table, Object key, long number, Layout layout) {
        this.table = table;
        this.key = key;
        this.number = number;
        this.counts = new AtomicLongArray(layout.counts());
        this.rates = layout.newRates();
        this.deadlineMillis = table.deadline();
        this.due = new StickTable.Due(deadlineMillis, number);
    }

    public StickTable table() {
        return table;
    }

    public Object key() {
        return key;
    }

    /** Tells entries of a table apart, also those of the same key one after the other. */
    public long number() {
        return number;
    }

    /** Who tracks it or works on it now: {@code use} in the runtime API. */
    public int holders() {
        table.readers().read(DataType.CONN_CUR);
        return Math.max(0, holders.get());
    }

    /** What is kept of that type; 0 when the table does not keep it, see {@link StickTable#stores}. */
    public long value(DataType type, int index) {
        int at = table.layout().offset(type, index);
        if (at < 0) return 0;
        table.readers().read(type);
        return switch (type.kind()) {
            case RATE -> rates[at].perPeriod(table.nowMillis());
            case SIGNED -> (int) counts.get(at);
            case COUNT -> counts.get(at) & UNSIGNED;
            case BYTES -> counts.get(at);
            case TEXT -> 0;
        };
    }

    /** Adds to what is kept of that type, when it is; gives back what is there then, of a rate the present period's. */
    public long add(DataType type, int index, long amount) {
        int at = table.layout().offset(type, index);
        if (at < 0) return 0;
        if (type.kind() == DataType.Kind.RATE) return rates[at].add(amount, table.nowMillis());
        long sum = counts.addAndGet(at, amount);
        return type.kind() == DataType.Kind.BYTES ? sum : sum & UNSIGNED;
    }

    /** One less than there was, but never less than none: the runtime API may have set it lower. */
    void decrement(DataType type) {
        int at = table.layout().offset(type, 0);
        if (at < 0) return;
        for (long count = counts.get(at); (count & UNSIGNED) > 0; count = counts.get(at))
            if (counts.compareAndSet(at, count, count - 1)) return;
    }

    /** Sets what is kept of that type, when it is; gives back what was there. */
    public long set(DataType type, int index, long value) {
        int at = table.layout().offset(type, index);
        if (at < 0) return 0;
        if (type.kind() == DataType.Kind.RATE) {
            rates[at].set(value, table.nowMillis());
            return 0;
        }
        return counts.getAndSet(at, value) & UNSIGNED;
    }

    /** {@code server_key}; null: no server yet. */
    public @Nullable String serverKey() {
        return serverKey;
    }

    public void serverKey(String name) {
        serverKey = name;
    }

    /** It was used: it stays for the table's whole time again. */
    public void touch() {
        deadlineMillis = table.deadline();
        table.changed(this);
    }

    /** It was used elsewhere: it stays for so long, and nobody else need be told. */
    public void learned(long remainingMillis) {
        deadlineMillis = table.nowMillis() + remainingMillis;
        table.requeue(this);
    }

    /** The rate of that type as it is counted. */
    public RatePeriod rate(DataType type, int index) {
        int at = table.layout().offset(type, index);
        return at < 0 ? RatePeriod.NEVER : rates[at].period(table.nowMillis());
    }

    /** Goes on with a rate that was counted elsewhere. */
    public void rate(DataType type, int index, RatePeriod period) {
        int at = table.layout().offset(type, index);
        if (at >= 0) rates[at].set(period, table.nowMillis());
    }

    // ---- marks

    private static VarHandle marked() {
        try {
            return MethodHandles.lookup().findVarHandle(TableEntry.class, "marked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** False when it is marked already. */
    boolean mark() {
        return !marked && MARKED.compareAndSet(this, false, true);
    }

    /** What changes from here on marks it again. */
    void unmark() {
        MARKED.setVolatile(this, false);
    }

    long deadlineMillis() {
        return deadlineMillis;
    }

    /** Milliseconds until it is forgotten; 0 when it is due or when the table forgets nothing. */
    public long remainingMillis() {
        return Math.max(0, deadlineMillis - table.nowMillis());
    }

    boolean isExpired(long nowMillis) {
        return table.config().expireMillis() > 0 && deadlineMillis <= nowMillis;
    }

    // ---- holds

    /** False when it has left its table. */
    boolean tryHold() {
        for (int count = holders.get(); count != GONE; count = holders.get())
            if (holders.compareAndSet(count, count + 1)) return true;
        return false;
    }

    /** Gives a hold back; an entry whose time was over meanwhile leaves its table. */
    public void release() {
        if (holders.decrementAndGet() == 0 && isExpired(table.nowMillis())) table.forget(this);
    }

    boolean isHeld() {
        return holders.get() > 0;
    }

    boolean isGone() {
        return holders.get() == GONE;
    }

    /** From now on nobody can hold it; false when somebody does or when it is gone already. */
    boolean leave() {
        return holders.compareAndSet(0, GONE);
    }
}
