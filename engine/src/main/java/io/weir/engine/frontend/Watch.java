package io.weir.engine.frontend;

import io.weir.engine.loop.Spins;
import io.weir.engine.loop.Timer;
import io.weir.engine.loop.Timers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second for client connections that nothing would ever wake up again: no timer, nothing expected of the
 * network (acceptance fact 10); and for descriptors that wake their loop up all the time although no byte moves (fact 9).
 * There should be none; one that is found twice is named in the log and ended.
 * Loop-confined.
 */
public final class Watch extends Timer {
    private static final System.Logger LOG = System.getLogger("weir");
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Timers timers;
    private final Clients clients;
    private final Spins spins = Spins.ofThisLoop();
    private Set<ClientConnection> suspects = Set.of();
    private Map<Spins.Restless, Long> restless = Map.of();
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
        lookAtSpins();
        timers.arm(this, INTERVAL_NANOS);
    }

    private void look() {
        Set<ClientConnection> found = new HashSet<>();
        for (ClientConnection connection : clients.open()) if (connection.isForgotten()) found.add(connection);
        for (ClientConnection connection : found) if (suspects.contains(connection)) end(connection);
        suspects = found;
    }

    private void lookAtSpins() {
        var found = spins.look();
        if (found.isEmpty() && restless.isEmpty()) return;
        Map<Spins.Restless, Long> moved = new HashMap<>();
        for (var each : found) moved.put(each, clients.movedOver(each.descriptor()));
        moved.forEach((each, moves) -> {
            if (!moves.equals(restless.get(each))) return;
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a bug: descriptor {0} wakes up {1} all the time although nothing moves; it is closed",
                    Integer.toString(each.descriptor()),
                    Thread.currentThread().getName());
            each.close();
        });
        restless = moved;
    }

    private static void end(ClientConnection connection) {
        LOG.log(System.Logger.Level.ERROR, "a bug: nothing would ever wake up {0}; it is ended", connection);
        var running = connection.exchange();
        if (running != null) running.shutdown();
        connection.close();
    }
}
