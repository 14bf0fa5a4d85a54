package io.weir.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one scope that outlives a transaction, by their full names: those of a client connection
 * ({@code sess.}) or of the process ({@code proc.}). Values are immutable.
 */
public final class Variables {
    private final Map<String, Object> values;

    private Variables(Map<String, Object> values) {
        this.values = values;
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
        return values.get(name);
    }

    /** @param value null unsets it */
    public void put(String name, @Nullable Object value) {
        if (value == null) values.remove(name);
        else values.put(name, value);
    }
}
