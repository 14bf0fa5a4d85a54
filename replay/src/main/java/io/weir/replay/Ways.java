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

/** The frontends and backends of a configuration by name, with their rules. Confined to the replaying thread. */
final class Ways {
    private final Map<String, Front> fronts = new LinkedHashMap<>();
    private final Map<String, Back> backs = new HashMap<>();

    Ways(Configuration configuration, Hooks hooks) {
        for (FrontendConfig config : configuration.frontends())
            fronts.put(config.name(), new Front(config, rules(config.name(), config.rules(), hooks)));
        for (BackendConfig config : configuration.backends())
            backs.put(config.name(), new Back(config, rules(config.name(), config.rules(), hooks)));
    }

    /** The rules of one proxy: its configuration's lines and its scripts. */
    record Rules(String name, ProxyRules config, ProxyHooks hooks) {}

    /** A frontend. */
    record Front(FrontendConfig config, Rules rules) {}

    /** A backend. */
    record Back(BackendConfig config, Rules rules) {}

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

    /** Whether both are the two sides of one {@code listen}, whose rules run once. */
    boolean isOwn(Front front, Back back) {
        return front.config().name().equals(back.config().name())
                && front.config().place().equals(back.config().place());
    }

    private static Rules rules(String name, ProxyRules config, Hooks hooks) {
        return new Rules(name, config, config.scripts().isEmpty() ? ProxyHooks.NONE : hooks.of(name));
    }
}
