package io.weir.rules.config;

import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.PublicKeys;
import io.weir.rules.table.StickTableConfig;
import java.util.List;

/**
 * A whole configuration, read and checked.
 *
 * @param stickTables of all proxies and {@code peers} sections, in their order
 * @param peers the {@code peers} sections that run, in their order
 * @param patterns what ACLs and maps look up, which is all that may change while it runs
 * @param keys that rule lines check signatures with
 *     <p>Any thread; immutable but for the patterns.
 */
public record Configuration(
        GlobalConfig global,
        List<FrontendConfig> frontends,
        List<BackendConfig> backends,
        List<StickTableConfig> stickTables,
        List<PeersConfig> peers,
        PatternRefs patterns,
        PublicKeys keys) {
    public Configuration {
        frontends = List.copyOf(frontends);
        backends = List.copyOf(backends);
        stickTables = List.copyOf(stickTables);
        peers = List.copyOf(peers);
    }
}
