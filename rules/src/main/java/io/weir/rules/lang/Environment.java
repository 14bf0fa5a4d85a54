package io.weir.rules.lang;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables that a configuration sees and, by {@code setenv} and its like, changes for the lines that
 * follow (configuration manual sections 2.3 and 3.1). The process's own environment stays as it is. Confined to the
 * reading thread.
 */
final class Environment {
    private final Map<String, String> values = new HashMap<>();

    Environment(Map<String, String> initial) {
        initial.forEach(this::set);
    }

    @Nullable String get(String name) {
        return values.get(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    void set(String name, String value) {
        values.put(Latin1.of(name), Latin1.of(value));
    }

    /** As {@link #set}, for a value that came from the configuration itself. */
    void assign(String name, String value) {
        values.put(name, value);
    }

    void remove(String name) {
        values.remove(name);
    }

    void keepOnly(Collection<String> names) {
        values.keySet().retainAll(names);
    }
}
