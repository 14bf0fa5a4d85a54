package io.weir.engine.balance;

import io.weir.engine.server.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers of a backend in the order of the configuration. Any thread; immutable, the states inside change. */
public final class ServerSet implements Iterable<Server> {
    private final Server[] servers;
    private final boolean allBackups;

    /** @param allBackups whether all backups serve when no other server is usable, not the first alone */
    public ServerSet(List<Server> servers, boolean allBackups) {
        this.servers = servers.toArray(new Server[0]);
        this.allBackups = allBackups;
    }

    public int size() {
        return servers.length;
    }

    @Override
    public Iterator<Server> iterator() {
        return Arrays.asList(servers).iterator();
    }

    public Server at(int index) {
        return servers[index];
    }

    /** Where one of these stands. */
    int indexOf(Server server) {
        int at = 0;
        while (servers[at] != server) at++;
        return at;
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

    /** How many may be given requests. */
    public int servingCount() {
        int active = activeCount();
        if (active > 0) return active;
        int backups = backupCount();
        return allBackups ? backups : Math.min(1, backups);
    }

    /** The backup that serves alone while no other server is usable; null: there are others, or all backups serve. */
    @Nullable Server onlyBackup() {
        return allBackups || activeCount() > 0 ? null : firstBackup();
    }

    private @Nullable Server firstBackup() {
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
        return !server.config().backup() || activeCount() == 0 && (allBackups || server == firstBackup());
    }

    /** Those that may be given requests, in their order. */
    Server[] serving() {
        var serving = new ArrayList<Server>();
        for (Server server : servers) if (serves(server)) serving.add(server);
        return serving.toArray(new Server[0]);
    }

    /** Whether one of those has a free slot. */
    boolean anyFree() {
        for (Server server : servers) if (!server.isBusy() && serves(server)) return true;
        return false;
    }
}
