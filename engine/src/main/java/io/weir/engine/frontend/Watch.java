package io.weir.engine.frontend;

import io.weir.engine.loop.Timer;
import io.weir.engine.loop.Timers;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second for client connections that nothing would ever wake up again: no timer, nothing expected of the
 * network (acceptance fact 10). There should be none; one that is found twice is named in the log and ended.
 * Loop-confined.
 */
public final class Watch extends Timer {
    private static final System.Logger LOG = System.getLogger("weir");
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Timers timers;
    private final Clients clients;
    private Set<ClientConnection> suspects = Set.of();
    private volatile long seenNanos = System.nanoTime();

    public Watch(Timers timers, Clients clients) {
        this.timers = timers;
        this.clients = clients;
    }

    /** Begins to look. */
    public void start() {
        timers.arm(this, INTERVAL_NANOS);
    }

    /** When the loop has looked last, by {@link System#nanoTime()}. Any thread. */
    public long seenNanos() {
        return seenNanos;
    }

    /** Looks no more. */
    public void stop() {
        timers.remove(this);
    }

    @Override
    protected void expired() {
        seenNanos = System.nanoTime();
        look();
        timers.arm(this, INTERVAL_NANOS);
    }

    private void look() {
        Set<ClientConnection> found = new HashSet<>();
        for (ClientConnection connection : clients.open()) if (connection.isForgotten()) found.add(connection);
        for (ClientConnection connection : found) if (suspects.contains(connection)) end(connection);
        suspects = found;
    }

    private static void end(ClientConnection connection) {
        LOG.log(System.Logger.Level.ERROR, "a bug: nothing would ever wake up {0}; it is ended", connection);
        var running = connection.exchange();
        if (running != null) running.shutdown();
        connection.close();
    }
}
