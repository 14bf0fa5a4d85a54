package io.weir.engine.frontend;

import io.weir.engine.account.Session;
import io.weir.engine.exchange.Exchange;
import io.weir.engine.exchange.SessionOf;
import io.weir.engine.server.Server;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The client connections of one loop. Loop-confined. */
public final class Clients {
    private final Set<ClientConnection> open = new HashSet<>();

    void add(ClientConnection connection) {
        open.add(connection);
    }

    void remove(ClientConnection connection) {
        open.remove(connection);
    }

    /** Closes those between two requests; the others end after their response. */
    public void closeIdle() {
        for (ClientConnection connection : new ArrayList<>(open)) connection.closeIfIdle();
    }

    /** Closes what they keep of servers that are no longer configured. */
    public void closeRetired() {
        for (ClientConnection connection : open) connection.closeRetired();
    }

    /** The exchanges that are at that server. */
    public List<Exchange> at(Server server) {
        var found = new ArrayList<Exchange>();
        for (ClientConnection connection : open) {
            var running = connection.exchange();
            if (running != null && running.server() == server) found.add(running);
        }
        return found;
    }

    /** The exchanges that are at work. */
    public List<Session> sessions() {
        var found = new ArrayList<Session>();
        long now = System.nanoTime();
        for (ClientConnection connection : open) {
            var running = connection.exchange();
            if (running != null)
                found.add(SessionOf.exchange(running, connection.timeouts().remainingMillis(now)));
        }
        return found;
    }

    /** The exchange of that id, or null. */
    public @Nullable Exchange withId(long id) {
        for (ClientConnection connection : open) {
            var running = connection.exchange();
            if (running != null && running.id() == id) return running;
        }
        return null;
    }

    /** A number that grows with what is moved over that descriptor; -1 when none of these connections uses it. */
    long movedOver(int descriptor) {
        for (ClientConnection connection : open) {
            if (connection.output().isOver(descriptor))
                return connection.output().moved();
            var running = connection.exchange();
            var server = running == null ? null : running.connection();
            if (server != null && server.output().isOver(descriptor))
                return server.output().moved();
        }
        return -1;
    }

    Set<ClientConnection> open() {
        return open;
    }

    /** Closes all. */
    public void closeAll() {
        for (ClientConnection connection : new ArrayList<>(open)) connection.close();
    }

    public int size() {
        return open.size();
    }
}
