package io.weir.engine.upstream;

import io.weir.engine.account.SharedConnections.Kind;
import io.weir.engine.server.Server;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The idle connections of one loop to one server, the longest idle first: those that have served one request, and the
 * safe ones, which the server has kept open for a second one. Loop-confined, but for {@link #count}, which other loops
 * read to learn whether it is worth asking.
 */
final class IdleConnections {
    private final ArrayDeque<ServerConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<ServerConnection> safe = new ArrayDeque<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Purge purge;

    IdleConnections(ServerPool pool, Server server) {
        this.purge = new Purge(pool, server);
    }

    /** How many there are, or were a moment ago. Any thread. */
    int count() {
        return count.getAcquire();
    }

    /** Whether one of that kind would be the first that serves what it serves. */
    boolean lacks(Kind kind) {
        return safe.isEmpty() && (kind == Kind.SAFE || idle.isEmpty());
    }

    void add(ServerConnection connection, Kind kind) {
        of(kind).addLast(connection);
        changed();
        purge.ensure();
    }

    void remove(ServerConnection connection, Kind kind) {
        of(kind).remove(connection);
        changed();
    }

    /** The one of that kind to that address that was used last, out of the list now; broken ones are closed. */
    @Nullable ServerConnection takeLast(Kind kind, SocketAddress address) {
        var from = of(kind);
        for (var last = from.peekLast(); last != null; last = from.peekLast()) {
            if (!last.leadsTo(address)) return takeOther(from, address);
            from.pollLast();
            changed();
            if (last.isUsable()) return last;
            last.dismiss();
            last.close();
        }
        return null;
    }

    /** The one that was idle for the longest, out of the list now; safe ones go last. */
    @Nullable ServerConnection takeFirst() {
        var first = idle.isEmpty() ? safe.pollFirst() : idle.pollFirst();
        changed();
        return first;
    }

    void closeAll() {
        purge.stop();
        for (var first = takeFirst(); first != null; first = takeFirst()) {
            first.dismiss();
            first.close();
        }
    }

    private @Nullable ServerConnection takeOther(ArrayDeque<ServerConnection> from, SocketAddress address) {
        for (var last = from.descendingIterator(); last.hasNext(); ) {
            ServerConnection connection = last.next();
            if (!connection.leadsTo(address) || !connection.isUsable()) continue;
            last.remove();
            changed();
            return connection;
        }
        return null;
    }

    private ArrayDeque<ServerConnection> of(Kind kind) {
        return kind == Kind.SAFE ? safe : idle;
    }

    private void changed() {
        count.setRelease(idle.size() + safe.size());
    }
}
