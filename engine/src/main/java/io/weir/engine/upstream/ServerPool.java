package io.weir.engine.upstream;

import io.weir.engine.loop.Loop;
import io.weir.engine.server.Server;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server connections of one loop: makes new ones and keeps those that are idle, the last used first. An idle
 * connection is watched: one that the server ends leaves the pool at once. Loop-confined.
 */
public final class ServerPool {
    /** More idle connections to one server than this are closed; {@code pool-max-conn} will make it a setting. */
    private static final int MAX_IDLE_PER_SERVER = 1024;

    private final Loop loop;
    private final Collection<ServerPool> all;
    private final Map<Server, ArrayDeque<ServerConnection>> idle = new IdentityHashMap<>();

    /** @param all the pools of all loops, where this one adds itself */
    public ServerPool(Loop loop, Collection<ServerPool> all) {
        this.loop = loop;
        this.all = all;
        all.add(this);
    }

    /** An idle connection, now the listener's, or null. The listener hears no {@code connected}. */
    public @Nullable ServerConnection reuse(Server server, UpstreamListener listener) {
        var connections = idle.get(server);
        if (connections == null) return null;
        for (var last = connections.pollLast(); last != null; last = connections.pollLast()) {
            if (last.isUsable()) {
                last.lend(listener);
                return last;
            }
            last.close();
        }
        return null;
    }

    /** Like {@link #reuse}, but only a connection that the server has kept open for a second request before. */
    public @Nullable ServerConnection reuseProven(Server server, UpstreamListener listener) {
        var connections = idle.get(server);
        if (connections == null) return null;
        for (var last = connections.descendingIterator(); last.hasNext(); ) {
            ServerConnection connection = last.next();
            if (!connection.isReused() || !connection.isUsable()) continue;
            last.remove();
            connection.lend(listener);
            return connection;
        }
        return null;
    }

    /**
     * Starts a new connection; the listener hears {@code connected} or {@code connectFailed}, perhaps before this
     * returns.
     *
     * @param timeoutNanos 0: no limit
     */
    public ServerConnection connect(Server server, UpstreamListener listener, long timeoutNanos) {
        if (isCrowded(server, 1)) makeRoom(server);
        var connection = new ServerConnection(loop, this, server, listener);
        connection.connect(timeoutNanos);
        return connection;
    }

    /** Takes back a connection whose exchange ended cleanly. */
    public void giveBack(ServerConnection connection) {
        connection.detach();
        var connections = idle.computeIfAbsent(connection.server(), server -> new ArrayDeque<>());
        boolean room = connections.size() < MAX_IDLE_PER_SERVER && !isCrowded(connection.server(), 0);
        if (room && connection.isUsable()) connections.addLast(connection);
        else connection.close();
    }

    /** Idle connections do not add to what a server with a limit was promised. */
    private static boolean isCrowded(Server server, int more) {
        int max = server.slots().max();
        return max > 0 && server.counters().sockets.now() + more > max;
    }

    /** Closes an idle connection here, or has another loop close one. */
    private void makeRoom(Server server) {
        if (closeLongestIdle(server)) return;
        for (ServerPool other : all)
            if (other != this) other.loop.eventLoop().execute(() -> other.closeLongestIdle(server));
    }

    private boolean closeLongestIdle(Server server) {
        var connections = idle.get(server);
        var longest = connections == null ? null : connections.pollFirst();
        if (longest == null) return false;
        longest.close();
        return true;
    }

    /** Idle connections to that server on this loop. */
    public int idle(Server server) {
        var connections = idle.get(server);
        return connections == null ? 0 : connections.size();
    }

    /** Closes all idle connections. */
    public void close() {
        for (var connections : idle.values())
            while (!connections.isEmpty()) connections.pollLast().close();
    }

    /** Closes the idle connections to servers that are no more. */
    public void close(Server server) {
        var connections = idle.remove(server);
        if (connections != null)
            while (!connections.isEmpty()) connections.pollLast().close();
    }

    void gone(ServerConnection connection) {
        var connections = idle.get(connection.server());
        if (connections != null) connections.remove(connection);
    }
}
