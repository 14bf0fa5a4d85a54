package io.weir.replay;

import io.weir.rules.Hooks;
import io.weir.rules.ProxyHooks;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.ProxyRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The frontends and backends of a configuration by name, with their rules and tables. Confined to the replaying thread. */
final class Ways {
    private final Map<String, Front> fronts = new LinkedHashMap<>();
    private final Map<String, Back> backs = new HashMap<>();
    private final RecordedTables tables;

    Ways(Configuration configuration, Hooks hooks) {
        tables = new RecordedTables(configuration.stickTables());
        for (FrontendConfig config : configuration.frontends())
            fronts.put(
                    config.name(),
                    new Front(config, new Rules(config.name(), config.rules(), hooks.ofFrontend(config.name()))));
        for (BackendConfig config : configuration.backends())
            backs.put(
                    config.name(),
                    new Back(config, new Rules(config.name(), config.rules(), hooks.ofBackend(config.name()))));
    }

    /** The rules of one proxy: its configuration's lines and its scripts. */
    record Rules(String name, ProxyRules config, ProxyHooks hooks) {}

    /** A frontend. */
    record Front(FrontendConfig config, Rules rules) {}

    /** A backend. */
    record Back(BackendConfig config, Rules rules) {}

    /** The stick tables that all of them share. */
    RecordedTables tables() {
        return tables;
    }

    @Nullable Front front(String name) {
        return fronts.get(name);
    }

    /** The only frontend there is; null when there are several or none. */
    @Nullable Front onlyFront() {
        return fronts.size() == 1 ? fronts.values().iterator().next() : null;
    }

    Collection<String> frontNames() {
        return fronts.keySet();
    }

    @Nullable Back back(String name) {
        return backs.get(name);
    }
}
