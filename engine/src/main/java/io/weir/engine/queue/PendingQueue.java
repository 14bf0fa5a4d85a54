package io.weir.engine.queue;

import io.weir.engine.account.BackendCounters;
import io.weir.engine.balance.Balancer;
import io.weir.engine.server.BackendSlots;
import io.weir.engine.server.Server;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final BackendSlots limit;
    private volatile Balancer balancer;

    /** @param limit what the servers have together */
    public PendingQueue(Balancer balancer, BackendCounters counters, BackendSlots limit) {
        this.balancer = balancer;
        this.limit = limit;
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
        return unpinned.isEmpty() && !isAwaited() ? balancer.tryTake(null) : null;
    }

    /** A slot of that server, now the caller's; false: it has to wait, be it only behind others. */
    public boolean tryTake(Server server) {
        if (limit.isLimited()) return unpinned.isEmpty() && !isAwaited() && server.tryTake();
        return server.slots().max() == 0 ? server.slots().tryTake() : server.tryTake();
    }

    /** Whether somebody waits for what the servers have together, who may be pinned to another one of them. */
    private boolean isAwaited() {
        if (!limit.isLimited()) return false;
        for (var line : pinned.values()) if (!line.isEmpty()) return true;
        return false;
    }

    /** Lets it wait for any server; a slot may be granted before this returns. */
    public void enter(Pending pending) {
        unpinned.tryJoin(pending, 0);
        wakeRest();
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
        wakeRest(); // while this one joined, nobody else was given a slot there
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
        if (!limit.isLimited() && server.slots().mayHandOver()) {
            Pending next = next(server);
            if (next != null) {
                next.tell(server);
                return;
            }
        }
        server.slots().giveBack();
        var line = lineOf(server);
        if (line != null) wake(server, line);
        wakeRest();
    }

    /** A server takes requests now that did not before, or the other way round: then who may go elsewhere does. */
    public void stateChanged(Server server) {
        balancer.serversChanged();
        var line = lineOf(server);
        if (line != null && !server.usable()) line.sendAway();
        wake();
    }

    /** A server is to get another share of the requests; at a weight of 0 those that belong to it still come. */
    public void weightChanged() {
        balancer.serversChanged();
        wake();
    }

    /** Looks at everybody who waits: whenever a server becomes usable or gets more slots. */
    public void wake() {
        pinned.forEach(this::wake);
        wakeRest();
    }

    /** With a limit over all servers that is left to {@link #wakeRest()}, since others may be due earlier. */
    private void wake(Server server, WaitingLine line) {
        while (!limit.isLimited() && !line.isEmpty() && server.slots().tryTake()) handOver(server);
    }

    /** Serves those who wait for any server; with a limit over all servers everybody, in turn. */
    private void wakeRest() {
        if (limit.isLimited()) {
            wakeInTurn();
            return;
        }
        while (!unpinned.isEmpty()) {
            Server server = balancer.tryTake(null);
            if (server == null) return;
            handOver(server);
        }
    }

    /** With a limit over all servers a slot is for whoever is due first of all lines, and can use it. */
    private void wakeInTurn() {
        while ((!unpinned.isEmpty() || isAwaited()) && wakeOne()) {}
    }

    private boolean wakeOne() {
        var turns = new ArrayList<Turn>();
        Pending any = unpinned.first();
        if (any != null) turns.add(new Turn(any, null));
        pinned.forEach((server, line) -> {
            Pending first = line.first();
            if (first != null) turns.add(new Turn(first, server));
        });
        turns.sort(Comparator.comparing(Turn::first));
        for (var turn : turns) {
            Server server = turn.take(balancer);
            if (server == null) continue;
            handOver(server);
            return true;
        }
        return false;
    }

    /** @param server which it is pinned to; null: to none */
    private record Turn(Pending first, @Nullable Server server) {
        @Nullable Server take(Balancer balancer) {
            if (server == null) return balancer.tryTake(null);
            return server.slots().tryTake() ? server : null;
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
