package io.weir.rules.sample;

import io.weir.rules.Counter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every sample fetch by its name: the one table for configuration, scripts, documentation and types. Any thread;
 * immutable once loaded.
 */
public final class Fetches {
    private static final Map<String, Fetch> BY_NAME = table();
    private static final Set<String> CONSTANT = constants();

    private Fetches() {}

    /** The fetch of that name, or null. */
    public static @Nullable Fetch named(String name) {
        return BY_NAME.get(name);
    }

    /** Whether it has a value also while no client is there. */
    public static boolean isConstant(String name) {
        return CONSTANT.contains(name);
    }

    /** All of them in the order of the table; one with several names once for each. */
    public static Collection<Fetch> all() {
        return BY_NAME.values();
    }

    private static Map<String, Fetch> table() {
        var table = new Table();
        ConstantFetches.addTo(table);
        for (Counter counter : Counter.values()) table.add(CounterFetch.fetch(counter));
        ConnectionFetches.addTo(table);
        TcpFetches.addTo(table);
        ProxyFetches.addTo(table);
        UserFetches.addTo(table);
        RequestFetches.addTo(table);
        UrlHash.addTo(table);
        ContentFetches.addTo(table);
        HelloFetches.addTo(table);
        BodyFetches.addTo(table);
        ResponseFetches.addTo(table);
        HeadText.addTo(table);
        TargetAuthority.addTo(table);
        TableFetches.addTo(table);
        TlsFetches.addTo(table);
        CaptureFetches.addTo(table);
        return Collections.unmodifiableMap(table.byName);
    }

    private static Set<String> constants() {
        var table = new Table();
        ConstantFetches.addTo(table);
        return Set.copyOf(table.byName.keySet());
    }

    /** Takes the entries. Confined to the thread that loads the class. */
    static final class Table {
        private final Map<String, Fetch> byName = new LinkedHashMap<>();

        void add(Fetch fetch) {
            byName.put(fetch.name(), fetch);
        }

        void add(String name, SampleType type, Needs needs, Signature signature, Fetch.Maker maker) {
            add(new Fetch(name, type, needs, signature, maker));
        }

        /** A fetch without arguments. */
        void add(String name, SampleType type, Needs needs, Expression expression) {
            add(name, type, needs, Signature.NONE, arguments -> expression);
        }

        /** Another name for a fetch that stands in the table. */
        void alias(String name, String other) {
            Fetch fetch = byName.get(other);
            if (fetch == null) throw new IllegalArgumentException("no fetch " + other);
            add(new Fetch(name, fetch.type(), fetch.needs(), fetch.signature(), fetch.maker()));
        }
    }
}
