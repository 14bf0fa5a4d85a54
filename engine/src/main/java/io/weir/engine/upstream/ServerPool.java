package io.weir.engine.upstream;

import io.weir.engine.loop.Loop;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.Takeover.Wish;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The server connections of one loop: makes new ones and keeps those that are idle, the last used first. An idle
 * connection is watched: one that the server ends leaves the pool at once. What is idle on another loop can be taken
 * over. Loop-confined, except where said otherwise.
 */
public final class ServerPool {
    /** More idle connections to one server than this are closed; {@code pool-max-conn} will make it a setting. */
    private static final int MAX_IDLE_PER_SERVER = 1024;

    private final Loop loop;
    private final Collection<ServerPool> all;
    private final Map<Server, IdleConnections> idle = new ConcurrentHashMap<>();
    private boolean closed;

    /** @param all the pools of all loops, where this one adds itself */
    public ServerPool(Loop loop, Collection<ServerPool> all) {
        this.loop = loop;
        this.all = all;
        all.add(this);
    }

    /** Any thread. */
    Loop loop() {
        return loop;
    }

    /** An idle connection of that kind, now the listener's, or null. The listener hears no {@code connected}. */
    public @Nullable ServerConnection reuse(Server server, UpstreamListener listener, Wish wish) {
        var connection = takeIdle(server, wish);
        if (connection != null) connection.lend(listener);
        return connection;
    }

    /**
     * Looks for an idle connection of that kind on the other loops, to be the listener's, and takes a place for a new one
     * when none is found.
     *
     * @return null: there is none, and no place is taken
     */
    public @Nullable Takeover takeOver(Server server, UpstreamListener listener, Wish wish) {
        if (!loop.transport().movesChannels() || !anyIdleElsewhere(server)) return null;
        return started(new Takeover(this, others(), server, listener, wish));
    }

    /**
     * Takes a place for a new connection. Where the server has as many as it was promised, idle ones give way.
     *
     * @return null: it is taken; else it is taken when the listener hears {@code noneIdle}
     */
    public @Nullable Takeover takePlace(Server server, UpstreamListener listener) {
        if (tryTakePlace(server)) return null;
        var others = others();
        if (!others.isEmpty()) return started(new Takeover(this, others, server, listener, Wish.CLOSE));
        takePlaceAnyway(server);
        return null;
    }

    /**
     * Starts a new connection in a place that was taken for it; the listener hears {@code connected} or
     * {@code connectFailed}, perhaps before this returns.
     *
     * @param header what the connection begins with; null: nothing
     * @param timeoutNanos 0: no limit
     */
    public ServerConnection connect(
            Server server, UpstreamListener listener, byte @Nullable [] header, long timeoutNanos) {
        var connection = new ServerConnection(this, server, listener, header);
        connection.connect(timeoutNanos);
        return connection;
    }

    /** Takes back a connection whose exchange ended cleanly. */
    public void giveBack(ServerConnection connection) {
        connection.detach();
        Server server = connection.server();
        if (server.isRetired()) {
            connection.close();
            return;
        }
        var connections = idle.computeIfAbsent(server, _ -> new IdleConnections());
        boolean room = !closed && connections.count() < MAX_IDLE_PER_SERVER && !isCrowded(server);
        if (room && connection.isUsable()) connections.add(connection);
        else connection.close();
    }

    /** Idle connections to that server on this loop. Any thread. */
    public int idle(Server server) {
        var connections = idle.get(server);
        return connections == null ? 0 : connections.count();
    }

    /** Closes all idle connections, and whatever is given back from now on. */
    public void close() {
        closed = true;
        for (Server server : List.copyOf(idle.keySet())) close(server);
    }

    /** Closes the idle connections to servers that are no longer configured. */
    public void closeRetired() {
        for (Server server : List.copyOf(idle.keySet())) if (server.isRetired()) close(server);
    }

    /** Closes the idle connections to that server. */
    public void close(Server server) {
        var connections = idle.remove(server);
        if (connections != null) connections.closeAll();
    }

    void gone(ServerConnection connection) {
        var connections = idle.get(connection.server());
        if (connections != null) connections.remove(connection);
    }

    boolean tryTakePlace(Server server) {
        var sockets = server.counters().sockets;
        if (sockets.tryEnter(server.slots().max())) return true;
        var longest = takeIdle(server, Wish.CLOSE);
        if (longest == null) return false;
        longest.close();
        return sockets.tryEnter(server.slots().max());
    }

    /** Takes a place where there may be none: the limit is one on requests, and connections may take time to end. */
    public void takePlaceAnyway(Server server) {
        server.counters().sockets.enter();
    }

    void leavePlace(Server server) {
        server.counters().sockets.leave();
    }

    /** Whether there are more connections than a server with a limit was promised. Any thread. */
    private static boolean isCrowded(Server server) {
        int max = server.slots().max();
        return max > 0 && server.counters().sockets.now() > max;
    }

    /** An idle connection, now the caller's; the one to be closed is that which was idle for the longest. */
    @Nullable ServerConnection takeIdle(Server server, Wish wish) {
        var connections = idle.get(server);
        if (connections == null) return null;
        return switch (wish) {
            case TAKE -> connections.takeLast();
            case TAKE_PROVEN -> connections.takeLastProven();
            case CLOSE -> connections.takeFirst();
        };
    }

    private static Takeover started(Takeover takeover) {
        takeover.start();
        return takeover;
    }

    private List<ServerPool> others() {
        var others = new ArrayList<>(all);
        others.remove(this);
        return others;
    }

    private boolean anyIdleElsewhere(Server server) {
        for (ServerPool other : all) if (other != this && other.idle(server) > 0) return true;
        return false;
    }
}
