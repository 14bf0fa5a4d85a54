package io.weir.engine.frontend;

import io.weir.engine.server.Server;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

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

    /** Shuts down every exchange that is at that server; returns how many. */
    public int shutdown(Server server) {
        int ended = 0;
        for (ClientConnection connection : new ArrayList<>(open)) {
            var running = connection.exchange();
            if (running == null || running.server() != server) continue;
            running.shutdown();
            ended++;
        }
        return ended;
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
