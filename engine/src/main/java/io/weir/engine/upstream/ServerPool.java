package io.weir.engine.upstream;

import io.weir.engine.account.SharedConnections.Kind;
import io.weir.engine.loop.Loop;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.Takeover.Wish;
import java.net.SocketAddress;
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
    private final Loop loop;
    private final Pools pools;
    private final Map<Server, IdleConnections> idle = new ConcurrentHashMap<>();
    private boolean closed;

    /** @param pools those of all loops, where this one adds itself */
    public ServerPool(Loop loop, Pools pools) {
        this.loop = loop;
        this.pools = pools;
        pools.add(this);
    }

    /** Any thread. */
    Pools pools() {
        return pools;
    }

    /** The pools of all loops. */
    List<ServerPool> all() {
        return pools.all();
    }

    /** Any thread. */
    Loop loop() {
        return loop;
    }

    /** An idle connection of that kind, now the listener's, or null. The listener hears no {@code connected}. */
    public @Nullable ServerConnection reuse(Server server, UpstreamListener listener, Wish wish) {
        var connection = takeIdle(server, wish, listener.address());
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
        if (!loop.transport().movesChannels() || !anyIdleElsewhere(server) || !mayTakeOver(server)) return null;
        return started(new Takeover(this, pools.others(this), server, listener, wish));
    }

    /**
     * Takes a place for a new connection. Where the server has as many as it was promised, idle ones give way.
     *
     * @return null: it is taken; else it is taken when the listener hears {@code noneIdle}
     */
    public @Nullable Takeover takePlace(Server server, UpstreamListener listener) {
        if (tryTakePlace(server)) return null;
        var others = pools.others(this);
        if (!others.isEmpty()) return started(new Takeover(this, others, server, listener, Wish.CLOSE));
        takePlaceAnyway(server);
        return null;
    }

    /**
     * Starts a new connection in a place that was taken for it; the listener hears {@code connected} or
     * {@code connectFailed}, perhaps before this returns.
     *
     * @param timeoutNanos 0: no limit
     */
    public ServerConnection connect(Server server, UpstreamListener listener, long timeoutNanos) {
        if (pools.isAboveHigh()) closeOne(server);
        var from = SourceChoice.of(server.sources());
        while (true) {
            var connection = new ServerConnection(this, server, listener, null);
            connection.share();
            if (connection.connect(timeoutNanos, from)) return connection;
            takePlaceAnyway(server); // the one that failed has left its own
        }
    }

    /**
     * Like {@link #connect}, but for one client only: it is never given back.
     *
     * @param header what the connection begins with; null: nothing
     */
    public ServerConnection connectPrivately(
            Server server, UpstreamListener listener, byte @Nullable [] header, long timeoutNanos) {
        var from = SourceChoice.of(server.sources());
        while (true) {
            var connection = new ServerConnection(this, server, listener, header);
            if (connection.connect(timeoutNanos, from)) return connection;
            takePlaceAnyway(server); // the one that failed has left its own
        }
    }

    /** Takes back a connection whose exchange ended cleanly. */
    public void giveBack(ServerConnection connection) {
        connection.detach();
        Server server = connection.server();
        if (closed || server.isRetired() || !connection.isUsable() || !connection.mayServeAgain()) {
            connection.close();
            return;
        }
        var connections = idleOf(server);
        var kind = connection.kind();
        int limit = server.config().pool().maxIdle();
        boolean kept = connection.isShared()
                && mayKeep(server, connections, kind)
                && server.counters().shared.tryRest(kind, limit);
        if (!kept) {
            connection.close();
            return;
        }
        connection.rest();
        connections.add(connection, kind);
    }

    /**
     * HAProxy's rule: there are descriptors enough, and either this loop has no such connection or the server has lately
     * needed as many.
     */
    private boolean mayKeep(Server server, IdleConnections own, Kind kind) {
        var its = server.config().pool();
        if (isCrowded(server) || its.purgeDelay().isZero() || !pools.isBelowHigh()) return false;
        return own.lacks(kind) || pools.isBelowLow() && server.counters().shared.isNeeded(its.lowIdle());
    }

    private boolean mayTakeOver(Server server) {
        int low = server.config().pool().lowIdle();
        return pools.isShared() && (server.counters().shared.idle() >= low || !pools.isBelowLow());
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

    /** Closes so many of the idle connections to that server, as far as there are any. */
    void closeIdle(Server server, int count) {
        for (int i = 0; i < count; i++) {
            var longest = takeLongestIdle(server);
            if (longest == null) return;
            longest.close();
        }
    }

    private IdleConnections idleOf(Server server) {
        var known = idle.get(server);
        return known == null ? idle.computeIfAbsent(server, its -> new IdleConnections(this, its)) : known;
    }

    /** An idle connection has ended. */
    void gone(ServerConnection connection) {
        var connections = idle.get(connection.server());
        if (connections != null) connections.remove(connection, connection.kind());
        connection.dismiss();
    }

    boolean tryTakePlace(Server server) {
        var sockets = server.counters().sockets;
        if (sockets.tryEnter(server.slots().max())) return true;
        return closeLongestIdle(server) && sockets.tryEnter(server.slots().max());
    }

    /** Closes the connection to that server which was idle for the longest; false when there is none. */
    boolean closeLongestIdle(Server server) {
        var longest = takeLongestIdle(server);
        if (longest != null) longest.close();
        return longest != null;
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
    @Nullable ServerConnection takeIdle(Server server, Wish wish, SocketAddress address) {
        var connections = idle.get(server);
        if (connections == null) return null;
        return switch (wish) {
            case TAKE -> taken(connections, Kind.IDLE, Kind.SAFE, address);
            case TAKE_SAFE_FIRST -> taken(connections, Kind.SAFE, Kind.IDLE, address);
            case TAKE_SAFE -> taken(connections, Kind.SAFE, Kind.SAFE, address);
            case CLOSE -> takeLongestIdle(server);
        };
    }

    private static @Nullable ServerConnection taken(
            IdleConnections from, Kind first, Kind second, SocketAddress address) {
        var connection = from.takeLast(first, address);
        if (connection == null && second != first) connection = from.takeLast(second, address);
        if (connection != null) connection.endRest();
        return connection;
    }

    private @Nullable ServerConnection takeLongestIdle(Server server) {
        var connections = idle.get(server);
        var longest = connections == null ? null : connections.takeFirst();
        if (longest != null) longest.dismiss();
        return longest;
    }

    /** Room for a new connection is made by an idle one, of this loop or of another. */
    private void closeOne(Server server) {
        var own = takeLongestIdle(server);
        if (own != null) own.close();
        else for (ServerPool other : all()) if (other.isAskedToClose(server)) return;
    }

    private boolean isAskedToClose(Server server) {
        if (idle(server) == 0) return false;
        loop.eventLoop().execute(() -> closeIdle(server, 1));
        return true;
    }

    private static Takeover started(Takeover takeover) {
        takeover.start();
        return takeover;
    }

    private boolean anyIdleElsewhere(Server server) {
        for (ServerPool other : all()) if (other != this && other.idle(server) > 0) return true;
        return false;
    }
}
