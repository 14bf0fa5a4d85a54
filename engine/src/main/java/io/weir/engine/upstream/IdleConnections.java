package io.weir.engine.upstream;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The idle connections of one loop to one server, the longest idle first. Loop-confined, but for {@link #count}, which
 * other loops read to learn whether it is worth asking.
 */
final class IdleConnections {
    private final ArrayDeque<ServerConnection> connections = new ArrayDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    /** How many there are, or were a moment ago. Any thread. */
    int count() {
        return count.getAcquire();
    }

    void add(ServerConnection connection) {
        connections.addLast(connection);
        count.setRelease(connections.size());
    }

    void remove(ServerConnection connection) {
        connections.remove(connection);
        count.setRelease(connections.size());
    }

    /** The one that was used last, out of the list now; those found broken on the way are closed. */
    @Nullable ServerConnection takeLast() {
        for (var last = pollLast(); last != null; last = pollLast()) {
            if (last.isUsable()) return last;
            last.close();
        }
        return null;
    }

    /** Like {@link #takeLast}, but only one that the server has kept open for a second request before. */
    @Nullable ServerConnection takeLastProven() {
        for (var last = connections.descendingIterator(); last.hasNext(); ) {
            ServerConnection connection = last.next();
            if (!connection.isReused() || !connection.isUsable()) continue;
            last.remove();
            count.setRelease(connections.size());
            return connection;
        }
        return null;
    }

    /** The one that was idle for the longest, out of the list now. */
    @Nullable ServerConnection takeFirst() {
        var first = connections.pollFirst();
        count.setRelease(connections.size());
        return first;
    }

    void closeAll() {
        for (var first = takeFirst(); first != null; first = takeFirst()) first.close();
    }

    private @Nullable ServerConnection pollLast() {
        var last = connections.pollLast();
        count.setRelease(connections.size());
        return last;
    }
}
