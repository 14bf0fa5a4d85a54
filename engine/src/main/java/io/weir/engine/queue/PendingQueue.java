package io.weir.engine.queue;

import io.weir.engine.account.BackendCounters;
import io.weir.engine.balance.Balancer;
import io.weir.engine.server.Server;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a backend that wait for a slot: of any of its servers, or of the one that they are pinned to. A slot
 * that is given back goes straight to the first one waiting, of both lines whoever is due earlier, and is never free in
 * between, so that nobody overtakes. Any thread.
 */
public final class PendingQueue {
    private final WaitingLine unpinned;
    private final Map<Server, WaitingLine> pinned = new ConcurrentHashMap<>();
    private volatile Balancer balancer;

    public PendingQueue(Balancer balancer, BackendCounters counters) {
        this.balancer = balancer;
        this.unpinned = new WaitingLine(counters.queued);
    }

    public Balancer balancer() {
        return balancer;
    }

    /** From now on another set of servers or another algorithm. */
    public void balancer(Balancer other) {
        balancer = other;
        wake();
    }

    /** A slot of any server, now the caller's; null: it has to wait, be it only behind others. */
    public @Nullable Server tryTake() {
        return unpinned.isEmpty() ? balancer.tryTake(null) : null;
    }

    /** Lets it wait for any server; a slot may be granted before this returns. */
    public void enter(Pending pending) {
        unpinned.tryJoin(pending, 0);
        wakeUnpinned();
    }

    /**
     * Lets it wait for that server.
     *
     * @return false when {@code maxqueue} requests wait for it already
     */
    public boolean tryEnter(Pending pending, Server server) {
        var line = pinned.computeIfAbsent(server, its -> new WaitingLine(its.counters().queued));
        if (!line.tryJoin(pending, server.config().maxQueue())) return false;
        wake(server, line);
        wakeUnpinned(); // while this one joined, nobody else was given a slot there
        return true;
    }

    /** Gives up waiting; false when a slot has already been granted, or it was sent away, and its message is under way. */
    public boolean leave(Pending pending) {
        if (!pending.settle()) return false;
        var line = pending.line();
        if (line != null) line.quit(pending);
        return true;
    }

    /** Takes back a slot and hands it to the first one waiting. */
    public void slotFreed(Server server) {
        if (server.slots().mayHandOver()) {
            Pending next = next(server);
            if (next != null) {
                next.tell(server);
                return;
            }
        }
        server.slots().giveBack();
        var line = lineOf(server);
        if (line != null) wake(server, line);
        wakeUnpinned();
    }

    /** A server takes requests now that did not before, or the other way round: then who may go elsewhere does. */
    public void stateChanged(Server server) {
        var line = lineOf(server);
        if (line != null && !server.usable()) line.sendAway();
        wake();
    }

    /** Looks at everybody who waits: whenever a server becomes usable or gets more slots. */
    public void wake() {
        pinned.forEach(this::wake);
        wakeUnpinned();
    }

    private void wake(Server server, WaitingLine line) {
        while (!line.isEmpty() && server.slots().tryTake()) handOver(server);
    }

    private void wakeUnpinned() {
        while (!unpinned.isEmpty()) {
            Server server = balancer.tryTake(null);
            if (server == null) return;
            handOver(server);
        }
    }

    private void handOver(Server server) {
        Pending next = next(server);
        if (next != null) next.tell(server);
        else server.slots().giveBack();
    }

    /**
     * Whose turn it is at a slot of that server, settled. HAProxy prefers the pinned one of two who came in the same
     * millisecond; here the one who came first.
     */
    private @Nullable Pending next(Server server) {
        var line = lineOf(server);
        boolean forAll = !unpinned.isEmpty() && serves(server);
        while (true) {
            Pending own = line == null ? null : line.first();
            Pending any = forAll ? unpinned.first() : null;
            boolean takesAny = own == null || any != null && any.compareTo(own) < 0;
            Pending chosen = takesAny ? any : own;
            WaitingLine from = takesAny || line == null ? unpinned : line;
            if (chosen == null) return null;
            if (chosen.settle()) {
                from.serve(chosen);
                return chosen;
            }
            from.remove(chosen);
        }
    }

    /** Null as long as nobody waits there, so that a backend without pinned requests pays nothing. */
    private @Nullable WaitingLine lineOf(Server server) {
        return server.counters().queued.now() == 0 ? null : pinned.get(server);
    }

    private boolean serves(Server server) {
        var servers = balancer.servers();
        return servers.contains(server) && servers.serves(server);
    }
}
