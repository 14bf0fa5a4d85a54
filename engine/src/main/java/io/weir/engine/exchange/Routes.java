package io.weir.engine.exchange;

import io.weir.rules.table.StickTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All proxies of the running configuration by name, in its order. Any thread; immutable, swapped by a reload. */
public record Routes(Map<String, Frontend> frontends, Map<String, Backend> backends, Map<String, StickTable> tables) {
    public @Nullable Frontend frontend(String name) {
        return frontends.get(name);
    }

    public @Nullable Backend backend(String name) {
        return backends.get(name);
    }

    /** The stick table of the proxy of that name. */
    public @Nullable StickTable table(String name) {
        return tables.get(name);
    }

    /** These, and what only the older ones have: until no loop begins a request with those any more. */
    public Routes with(Routes older) {
        var allFrontends = new LinkedHashMap<>(older.frontends);
        allFrontends.putAll(frontends);
        var allBackends = new LinkedHashMap<>(older.backends);
        allBackends.putAll(backends);
        var allTables = new LinkedHashMap<>(older.tables);
        allTables.putAll(tables);
        return new Routes(allFrontends, allBackends, allTables);
    }
}
