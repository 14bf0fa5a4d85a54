package io.weir.engine.balance;

import io.weir.engine.server.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers of a backend in the order of the configuration. Any thread; immutable, the states inside change. */
public final class ServerSet {
    private final Server[] servers;

    public ServerSet(List<Server> servers) {
        this.servers = servers.toArray(new Server[0]);
    }

    public int size() {
        return servers.length;
    }

    public Server at(int index) {
        return servers[index];
    }

    /** The server of that name. */
    public @Nullable Server named(String name) {
        for (Server server : servers) if (server.name().equals(name)) return server;
        return null;
    }

    /** Usable servers that are no backups. */
    public int activeCount() {
        int count = 0;
        for (Server server : servers) if (server.usable() && !server.config().backup()) count++;
        return count;
    }

    /** Usable backups. */
    public int backupCount() {
        int count = 0;
        for (Server server : servers) if (server.usable() && server.config().backup()) count++;
        return count;
    }

    /** The first usable backup, the one that serves when no active server is usable. */
    public @Nullable Server firstBackup() {
        for (Server server : servers) if (server.usable() && server.config().backup()) return server;
        return null;
    }

    /** A server that a reload has taken out is in the newer sets no more. */
    public boolean contains(Server server) {
        for (Server each : servers) if (each == server) return true;
        return false;
    }

    /** Whether one of these may be given requests in the present state of all: backups only when no other is usable. */
    public boolean serves(Server server) {
        if (!server.usable()) return false;
        return !server.config().backup() || activeCount() == 0 && server == firstBackup();
    }
}
