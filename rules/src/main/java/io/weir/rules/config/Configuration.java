package io.weir.rules.config;

import java.util.List;

/** A whole configuration, read and checked. Any thread; immutable. */
public record Configuration(GlobalConfig global, List<FrontendConfig> frontends, List<BackendConfig> backends) {
    public Configuration {
        frontends = List.copyOf(frontends);
        backends = List.copyOf(backends);
    }
}
