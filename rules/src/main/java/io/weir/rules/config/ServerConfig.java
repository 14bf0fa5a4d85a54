package io.weir.rules.config;

import io.weir.rules.Place;
import org.jspecify.annotations.Nullable;

/**
 * A {@code server} line.
 *
 * @param id its number in its backend, 1 or more; 0: it is what {@code dispatch} or {@code option transparent} means, no
 *     server that counters and logs know
 * @param maxConnections concurrent requests (HTTP) or connections (TCP); 0: no limit
 * @param minConnections where the limit begins that grows with the load of the backend up to {@code maxConnections};
 *     0: there is no such ramp
 * @param maxQueue waiting requests of its own; 0: no limit
 * @param weight 0 to 256
 * @param sendProxy what each connection to it begins with; null: with data
 * @param cookie what names it in a persistence cookie
 * @param pool which of its connections are kept
 * @param nonStick whether stick tables do not remember it
 * @param socket what the sockets to it are asked for
 */
public record ServerConfig(
        String name,
        int id,
        Endpoint endpoint,
        int maxConnections,
        int minConnections,
        int maxQueue,
        int weight,
        @Nullable String cookie,
        boolean backup,
        boolean disabled,
        boolean nonStick,
        @Nullable SendProxy sendProxy,
        IdlePool pool,
        ServerSocket socket,
        Place place) {
    private static final int NO_SERVER = 0;

    /** What {@code dispatch} or {@code option transparent} means at that place. */
    public static ServerConfig direct(Endpoint endpoint, Place place) {
        return new ServerConfig(
                "<NOSRV>",
                NO_SERVER,
                endpoint,
                0,
                0,
                0,
                1,
                null,
                false,
                false,
                false,
                null,
                IdlePool.DEFAULT,
                ServerSocket.PLAIN,
                place);
    }

    public boolean isDirect() {
        return id == NO_SERVER;
    }

    /** The same under another number. */
    public ServerConfig withId(int other) {
        return with(other, socket);
    }

    /** The same with other demands on sockets. */
    public ServerConfig withSocket(ServerSocket other) {
        return with(id, other);
    }

    private ServerConfig with(int otherId, ServerSocket otherSocket) {
        return new ServerConfig(
                name,
                otherId,
                endpoint,
                maxConnections,
                minConnections,
                maxQueue,
                weight,
                cookie,
                backup,
                disabled,
                nonStick,
                sendProxy,
                pool,
                otherSocket,
                place);
    }
}
