package io.weir.engine.accept;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.weir.engine.account.ConnectionGate;
import io.weir.engine.exchange.Frontend;
import io.weir.rules.config.Bind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All listening sockets of the process. Only the accept loop takes places in the gates, so that a listener which was
 * told to stop accepts nothing more; whichever thread gives a place back wakes the accept loop. Confined to the accept
 * loop, except where said otherwise.
 */
public final class Listeners {
    private static final System.Logger LOG = System.getLogger("weir");

    private final EventLoop loop;
    private final ConnectionGate process;
    private final List<Worker> workers;
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<Frontend> held = new HashSet<>();
    private boolean accepting = true;
    private boolean paused;
    private long lastComplaintNanos;

    public Listeners(EventLoop loop, ConnectionGate process, List<Worker> workers) {
        this.loop = loop;
        this.process = process;
        this.workers = List.copyOf(workers);
        process.onRoom(() -> loop.execute(this::resumeAll));
    }

    /** Starts to accept on a channel that is bound or inherited. */
    public void add(ServerChannel channel, Frontend frontend, Bind bind) {
        var listener = new Listener(this, frontend, bind, channel);
        frontend.counters().connections.onRoom(() -> loop.execute(this::resumeAll));
        listeners.add(listener);
        channel.pipeline().addLast(listener);
        resume(listener);
    }

    /** Stops accepting for this frontend; clients wait in the kernel's queue. False when that was so already. */
    public boolean hold(Frontend frontend) {
        if (!held.add(frontend)) return false;
        for (Listener listener : listeners) if (listener.frontend() == frontend) listener.pause();
        return true;
    }

    /** Accepts again for this frontend. False when that was so already. */
    public boolean release(Frontend frontend) {
        if (!held.remove(frontend)) return false;
        resumeAll();
        return true;
    }

    /** Stops accepting for all of them; clients wait in the kernel's queue. */
    public void pauseAll() {
        paused = true;
        for (Listener listener : listeners) listener.pause();
    }

    /** Accepts again, except for frontends that are held. */
    public void endPause() {
        paused = false;
        resumeAll();
    }

    /** Stops accepting for good and closes the sockets. */
    public void close() {
        accepting = false;
        for (Listener listener : listeners) listener.channel().close();
        listeners.clear();
    }

    boolean enter(Listener listener) {
        if (!listener.gate().tryEnter()) return false;
        if (process.tryEnter()) return true;
        listener.gate().leave();
        return false;
    }

    void place(Channel accepted, Listener listener) {
        Frontend frontend = listener.frontend();
        var counters = frontend.counters();
        counters.sessions.increment();
        counters.sessionRate.add(System.currentTimeMillis());
        leastBusy().adopt(accepted, frontend, listener.bind(), () -> {
            counters.connections.leave();
            process.leave();
        });
    }

    void pauseWhereFull(Listener last) {
        if (process.fullAndWait()) for (Listener listener : listeners) listener.pause();
        else if (last.gate().fullAndWait())
            for (Listener listener : listeners) if (listener.frontend() == last.frontend()) listener.pause();
    }

    private void resumeAll() {
        for (Listener listener : listeners) resume(listener);
    }

    void resume(Listener listener) {
        if (!accepting
                || paused
                || held.contains(listener.frontend())
                || process.fullAndWait()
                || listener.gate().fullAndWait()) return;
        listener.resume();
    }

    void acceptFailed(Frontend frontend, Throwable cause) {
        long now = System.nanoTime();
        if (lastComplaintNanos != 0 && now - lastComplaintNanos < 1_000_000_000L) return;
        lastComplaintNanos = now;
        LOG.log(
                System.Logger.Level.WARNING,
                "frontend {0} cannot accept for the moment: {1}",
                frontend.name(),
                cause.getMessage());
    }

    private Worker leastBusy() {
        Worker best = workers.getFirst();
        for (Worker worker : workers) if (worker.connections() < best.connections()) best = worker;
        return best;
    }
}
