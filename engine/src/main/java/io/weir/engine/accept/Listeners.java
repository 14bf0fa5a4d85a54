package io.weir.engine.accept;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.weir.engine.account.ProcessCounters;
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
    private final ProcessCounters process;

    /** When the process's rates allow a client again. */
    private final WakeUp wakeUp;

    private final List<Worker> workers;
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<Frontend> held = new HashSet<>();
    private boolean accepting = true;
    private boolean paused;
    private long lastComplaintNanos;

    public Listeners(EventLoop loop, ProcessCounters process, List<Worker> workers) {
        this.loop = loop;
        this.process = process;
        this.workers = List.copyOf(workers);
        this.wakeUp = new WakeUp(loop, this::resumeAll);
        process.connections.onRoom(this::resumeSoon);
        process.connectionLimit.onChange(this::resumeSoon);
        process.sessionLimit.onChange(this::resumeSoon);
    }

    /** Starts to accept on a channel that is bound or inherited. */
    public void add(ServerChannel channel, Frontend frontend, Bind bind) {
        var listener = new Listener(this, frontend, bind, channel);
        frontend.counters().connections.onRoom(this::resumeSoon);
        frontend.counters().sessionLimit.onChange(this::resumeSoon);
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
        wakeUp.stop();
        for (Listener listener : listeners) listener.channel().close();
        listeners.clear();
    }

    boolean enter(Listener listener) {
        if (tooFastAndWait(listener) || !listener.own().tryEnter()) return false;
        if (listener.gate().tryEnter()) {
            if (process.connections.tryEnter()) return true;
            listener.gate().leave();
        }
        listener.own().leave();
        return false;
    }

    void place(Channel accepted, Listener listener) {
        Frontend frontend = listener.frontend();
        var counters = frontend.counters();
        counters.accepted.increment();
        long now = System.currentTimeMillis();
        counters.connectionRate.add(now);
        process.accepted(now);
        leastBusy().adopt(accepted, frontend, listener.bind(), () -> {
            listener.own().leave();
            counters.connections.leave();
            process.connections.leave();
        });
    }

    void pauseWhereFull(Listener last) {
        if (process.connections.fullAndWait() || processTooFastAndWait()) {
            for (Listener listener : listeners) listener.pause();
            return;
        }
        if (last.gate().fullAndWait() || last.tooFastAndWait(System.currentTimeMillis())) {
            for (Listener listener : listeners)
                if (listener.frontend() == last.frontend()) pauseWithItsFrontend(listener);
        } else if (last.own().fullAndWait()) last.pause();
    }

    /** Each listener has its own timer for the frontend's rate. */
    private static void pauseWithItsFrontend(Listener listener) {
        listener.pause();
        listener.tooFastAndWait(System.currentTimeMillis());
    }

    private boolean processTooFastAndWait() {
        long millis = process.waitMillis(System.currentTimeMillis());
        if (millis > 0) wakeUp.within(millis);
        return millis > 0;
    }

    private boolean tooFastAndWait(Listener listener) {
        return processTooFastAndWait() || listener.tooFastAndWait(System.currentTimeMillis());
    }

    private void resumeSoon() {
        loop.execute(this::resumeAll);
    }

    private void resumeAll() {
        for (Listener listener : listeners) resume(listener);
    }

    void resume(Listener listener) {
        boolean mayAccept = accepting && !paused && !held.contains(listener.frontend());
        if (mayAccept && !mustWait(listener)) listener.resume();
    }

    /** Whether it must not accept now; if so, it is resumed when it may. */
    boolean mustWait(Listener listener) {
        return process.connections.fullAndWait()
                || listener.gate().fullAndWait()
                || listener.own().fullAndWait()
                || tooFastAndWait(listener);
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
