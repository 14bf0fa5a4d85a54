package io.weir.engine.queue;

import io.weir.engine.account.BackendCounters;
import io.weir.engine.balance.Balancer;
import io.weir.engine.server.Server;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a backend that wait for a slot of any of its servers, in the order of their classes, and in each of them
 * in the order of arrival, give or take their offsets. A slot that is
 * given back goes straight to the first one waiting and is never free in between, so that nobody overtakes. Any thread.
 */
public final class PendingQueue {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ConcurrentSkipListSet<Pending> waiting = new ConcurrentSkipListSet<>();
    private final AtomicLong arrivals = new AtomicLong();
    private final BackendCounters counters;
    private final AtomicLong processed = new AtomicLong();
    private volatile Balancer balancer;

    public PendingQueue(Balancer balancer, BackendCounters counters) {
        this.balancer = balancer;
        this.counters = counters;
    }

    public Balancer balancer() {
        return balancer;
    }

    /** From now on another set of servers or another algorithm. */
    public void balancer(Balancer other) {
        balancer = other;
        wake();
    }

    /** How many have left the queue with a slot since the start. */
    public long processed() {
        return processed.get();
    }

    /** Lets it wait; a slot may be granted before this returns. */
    public void enter(Pending pending) {
        pending.arrivedAs(arrivals.getAndIncrement(), System.nanoTime() / NANOS_PER_MILLI);
        counters.queued.enter();
        waiting.add(pending);
        wake();
    }

    /** Gives up waiting; false when a slot has already been granted and its message is under way. */
    public boolean leave(Pending pending) {
        if (!pending.settle()) return false;
        waiting.remove(pending);
        counters.queued.leave();
        return true;
    }

    /** Takes back a slot and hands it to the first one waiting. */
    public void slotFreed(Server server) {
        if (!waiting.isEmpty() && server.slots().mayHandOver() && serves(server)) {
            Pending next = next();
            if (next != null) {
                next.tell(server);
                return;
            }
        }
        server.slots().giveBack();
        wake();
    }

    /** Gives free slots to those who wait: after arrivals and whenever a server becomes usable or gets more slots. */
    public void wake() {
        while (!waiting.isEmpty()) {
            Server server = balancer.tryTake(null);
            if (server == null) return;
            Pending next = next();
            if (next != null) next.tell(server);
            else server.slots().giveBack();
        }
    }

    private boolean serves(Server server) {
        var servers = balancer.servers();
        return servers.contains(server) && servers.serves(server);
    }

    private @Nullable Pending next() {
        for (Pending first = waiting.pollFirst(); first != null; first = waiting.pollFirst()) {
            if (!first.settle()) continue;
            counters.queued.leave();
            processed.incrementAndGet();
            return first;
        }
        return null;
    }
}
