package io.weir.rules.config;

import io.weir.rules.Place;

/**
 * One address of a {@code bind} line; a port range gives several.
 *
 * @param name as statistics call it; empty: none
 * @param id its number in its frontend, 1 or more
 * @param maxConnections 0: only the frontend's limit
 * @param backlog connections waiting to be accepted; 0: as many as the system allows
 * @param unixMode permissions of a unix socket's file, -1: as the umask says
 * @param acceptProxy whether connections begin with a header of the PROXY protocol
 * @param socket what else its socket is asked for
 */
public record Bind(
        Endpoint endpoint,
        String name,
        int id,
        int maxConnections,
        int backlog,
        int unixMode,
        boolean acceptProxy,
        ListenSocket socket,
        Place place) {
    /** The same under another number. */
    public Bind withId(int other) {
        return new Bind(endpoint, name, other, maxConnections, backlog, unixMode, acceptProxy, socket, place);
    }
}
