package io.weir.rules.config;

import io.weir.rules.Place;

/**
 * One address of a {@code bind} line; a port range gives several.
 *
 * @param name as statistics call it; empty: none
 * @param maxConnections 0: only the frontend's limit
 * @param backlog connections waiting to be accepted; 0: as many as the system allows
 * @param unixMode permissions of a unix socket's file, -1: as the umask says
 */
public record Bind(Endpoint endpoint, String name, int maxConnections, int backlog, int unixMode, Place place) {}
