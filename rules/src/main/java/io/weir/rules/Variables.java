package io.weir.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Variables by their full names: those of a transaction and its messages, of a client connection ({@code sess.}) or of
 * the process ({@code proc.}). Values are immutable. A variable may exist without a value.
 */
public final class Variables {
    private static final Object NO_VALUE = new Object();

    private final Map<String, Object> values;

    /** What they take, counted only where that has a limit; of a transaction with what is of its messages. */
    int bytes;

    /** Of that, what is of its messages. */
    int messageBytes;

    /** No size of them is given back to the process any more. */
    boolean ended;

    private Variables(Map<String, Object> values) {
        this.values = values;
    }

    /** Of a transaction. Loop-confined. */
    static Variables ofTransaction() {
        return new Variables(new HashMap<>());
    }

    /** Of a connection. Loop-confined. */
    public static Variables ofSession() {
        return new Variables(new HashMap<>());
    }

    /** Of the process; each read or write is one step. Any thread. */
    public static Variables ofProcess() {
        return new Variables(new ConcurrentHashMap<>());
    }

    public @Nullable Object get(String name) {
        Object value = values.get(name);
        return value == NO_VALUE ? null : value;
    }

    /** Whether it has a value or was created without one. */
    boolean exists(String name) {
        return values.containsKey(name);
    }

    /** Without a value, unless it exists. */
    void create(String name) {
        values.putIfAbsent(name, NO_VALUE);
    }

    /** @param value null: it exists no longer */
    public void put(String name, @Nullable Object value) {
        if (value == null) values.remove(name);
        else values.put(name, value);
    }

    /** Removes all whose names begin so; returns the sum of their sizes. */
    int removeAll(String prefix, ToIntFunction<Object> size) {
        int sum = 0;
        for (var entries = values.entrySet().iterator(); entries.hasNext(); ) {
            var entry = entries.next();
            if (!entry.getKey().startsWith(prefix)) continue;
            sum += size.applyAsInt(entry.getValue());
            entries.remove();
        }
        return sum;
    }
}
