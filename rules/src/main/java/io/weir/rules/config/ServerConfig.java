package io.weir.rules.config;

import io.weir.rules.Place;

/**
 * A {@code server} line.
 *
 * @param maxConnections concurrent requests (HTTP) or connections (TCP); 0: no limit
 * @param maxQueue waiting requests of its own; 0: no limit
 * @param weight 0 to 256
 */
public record ServerConfig(
        String name,
        Endpoint endpoint,
        int maxConnections,
        int maxQueue,
        int weight,
        boolean backup,
        boolean disabled,
        Place place) {}
