package io.weir.rules.config;

import io.weir.rules.table.StickTableConfig;
import java.util.List;

/**
 * A whole configuration, read and checked. Any thread; immutable.
 *
 * @param stickTables of all proxies, in their order
 */
public record Configuration(
        GlobalConfig global,
        List<FrontendConfig> frontends,
        List<BackendConfig> backends,
        List<StickTableConfig> stickTables) {
    public Configuration {
        frontends = List.copyOf(frontends);
        backends = List.copyOf(backends);
        stickTables = List.copyOf(stickTables);
    }
}
