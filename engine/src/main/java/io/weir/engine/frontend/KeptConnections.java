package io.weir.engine.frontend;

import io.weir.engine.server.Server;
import io.weir.engine.upstream.ServerConnection;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Idle server connections that only one client may use again: with {@code http-reuse never}, and those that began with a
 * header about this client. At most one for each server. Loop-confined.
 */
final class KeptConnections {
    /** As HAProxy keeps for a session; a client that goes round more servers connects anew. */
    private static final int MAX = 5;

    private final ArrayDeque<ServerConnection> connections = new ArrayDeque<>(2);

    /** The one that was used the longest time ago gives way where there are too many. */
    void add(ServerConnection connection) {
        if (connections.size() == MAX) connections.removeFirst().close();
        connections.addLast(connection);
    }

    /**
     * One that goes to that server at that address and began with that header, or null; one that began otherwise is closed.
     *
     * @param header null: with none
     */
    @Nullable ServerConnection take(Server server, SocketAddress address, byte @Nullable [] header) {
        for (Iterator<ServerConnection> all = connections.iterator(); all.hasNext(); ) {
            ServerConnection connection = all.next();
            if (connection.server() != server) continue;
            all.remove();
            boolean fits = connection.leadsTo(address) && connection.beganWith(header);
            if (fits && connection.isUsable()) return connection;
            connection.close();
        }
        return null;
    }

    /** Closes those whose server is no longer configured. */
    void closeRetired() {
        for (Iterator<ServerConnection> all = connections.iterator(); all.hasNext(); ) {
            ServerConnection connection = all.next();
            if (!connection.server().isRetired()) continue;
            all.remove();
            connection.close();
        }
    }

    void closeAll() {
        while (!connections.isEmpty()) connections.removeFirst().close();
    }
}
