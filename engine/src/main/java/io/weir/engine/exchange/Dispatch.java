package io.weir.engine.exchange;

import io.weir.engine.account.Session;
import io.weir.engine.loop.Timer;
import io.weir.engine.queue.Pending;
import io.weir.engine.queue.QueueListener;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ConnectFault;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.config.HttpReuse;
import io.weir.rules.config.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Brings one exchange to a server of its backend: takes a slot or waits for one, makes attempts, and retries them. It
 * holds at most one slot and gives it back exactly once. Loop-confined.
 */
final class Dispatch extends CountedSession implements QueueListener {
    private enum State {
        IDLE,
        QUEUED,
        CONNECTING,
        TURN_AROUND,
        CONNECTED,
        OVER
    }

    private final Exchange exchange;
    private final LoopContext context;
    private final Backend.Settings settings;
    private final Wait wait = new Wait();
    private State state = State.IDLE;
    private @Nullable Pending pending;
    private @Nullable Server server;

    /** In whose line it waits; null: in the one for any server. */
    private @Nullable Server awaited;

    private @Nullable Attempt attempt;
    private @Nullable Persistence persistence;
    private long queuedNanos;

    Dispatch(Exchange exchange, LoopContext context, Backend.Settings settings) {
        this.exchange = exchange;
        this.context = context;
        this.settings = settings;
    }

    /** Looks for a server; {@link Exchange#serverReady} or {@link Exchange#failed} follows, perhaps at once. */
    void start() {
        persistence = Persistence.of(exchange, settings);
        var pin = pinned();
        if (pin == null) choose(null);
        else goTo(pin);
    }

    /** The server that the request belongs to, as long as nothing speaks against it. */
    private @Nullable Server pinned() {
        var its = persistence;
        return its == null ? null : its.pinned();
    }

    /** A response has come, or with TCP the connection is there; rules have seen nothing of it yet. */
    void answering() {
        var its = persistence;
        var from = server;
        if (its != null && from != null) its.answering(from);
    }

    /** The response's head is about to be passed on. */
    void answered() {
        var its = persistence;
        var from = server;
        if (its != null && from != null) its.answer(from);
    }

    /** Ends every wait, every attempt and the hold on the slot; nothing more is heard from here. */
    void stop() {
        if (state == State.OVER) return;
        boolean waiting = state == State.QUEUED;
        state = State.OVER;
        context.loop().timers().remove(wait);
        if (waiting && pending != null && backend().queue().leave(pending)) notePlace(pending);
        var open = attempt;
        if (open != null) open.abandon();
        leaveSession();
        releaseSlot();
    }

    /** The exchange with the server ended cleanly: its connection may serve others. */
    void finished(boolean reusable) {
        var open = attempt;
        attempt = null;
        if (open != null) open.end(reusable);
        stop();
    }

    Backend backend() {
        return settings.backend();
    }

    /** Both directions of a tunnel have ended; what is still on its way to the server is to arrive. */
    void finishedTunnel(long nanos) {
        var open = attempt;
        attempt = null;
        if (open != null) open.endTunnel(nanos);
    }

    HttpReuse reuse() {
        return settings.config().mode() == Mode.TCP || server != null && server.isDirect()
                ? HttpReuse.NEVER
                : settings.config().reuse();
    }

    /** Whether a connection is for this client only, and counted nowhere. */
    boolean isPrivate() {
        return settings.config().reuse() == HttpReuse.NEVER || server != null && server.isDirect();
    }

    /** Whether a request is sent again when a connection proves stale, so that it may be put on any idle one. */
    boolean isRetrySafe() {
        return settings.config().retryOn().coversStaleConnections();
    }

    /** Whether there is a connection to a server now. */
    boolean isConnected() {
        return state == State.CONNECTED;
    }

    /** Whether it pauses before it tries the same server again. */
    boolean isPausing() {
        return state == State.TURN_AROUND;
    }

    /** Everything that it has and others have not, at this moment. */
    Session.Holds holds() {
        var granted = pending == null ? null : pending.granted();
        var slotOf = granted == null ? server : granted;
        return new Session.Holds(
                state == State.QUEUED && granted == null,
                slotOf == null ? null : slotOf.name(),
                isInSession(),
                connection() != null);
    }

    /** How operators see what it is at. */
    String word() {
        return switch (state) {
            case QUEUED -> "queue";
            case TURN_AROUND -> "pause";
            case IDLE, CONNECTING, CONNECTED, OVER -> "connect";
        };
    }

    /** As {@link Timer#remainingMillis}. */
    long remainingMillis(long nowNanos) {
        return wait.remainingMillis(nowNanos);
    }

    /** Whether a slot, a timer or the network will go on with it. */
    boolean isExpecting() {
        return state == State.QUEUED || state == State.CONNECTING || wait.isArmed();
    }

    boolean isQueued() {
        return state == State.QUEUED;
    }

    @Nullable ServerConnection connection() {
        return attempt == null ? null : attempt.connection();
    }

    /** A reused connection died before the server can have answered: again on a new one, unseen by the client. */
    void againOnNewConnection() {
        var at = server;
        if (at == null) return;
        var stale = attempt;
        if (stale != null) stale.abandon();
        state = State.CONNECTING;
        attempt = new Attempt(this, exchange, at, settings.timeouts().connect());
        attempt.startNew();
    }

    /** Whether a request that a server has got may be sent once more. */
    boolean hasRetryLeft() {
        return settings.retries().hasLeft(exchange.record()) && state == State.CONNECTED && server != null;
    }

    /** The server did not answer as it should: again and without a pause; as in HAProxy this counts as a retry too. */
    void repeat() {
        Server failed = java.util.Objects.requireNonNull(server);
        var spent = attempt;
        attempt = null;
        if (spent != null) spent.abandon();
        leaveSession();
        settings.retries().countAgain(failed);
        exchange.stage(Stage.DISPATCH);
        if (!hasMoved(failed)) attempt(failed);
    }

    @Override
    public void slotGranted(Server granted) {
        if (state != State.QUEUED) {
            backend().queue().slotFreed(granted);
            return;
        }
        leaveLine();
        backend().counters().queueWait.add((System.nanoTime() - queuedNanos) / 1_000_000);
        assigned(granted);
    }

    @Override
    public void serverGone() {
        if (state != State.QUEUED) return;
        var left = awaited;
        leaveLine();
        state = State.IDLE;
        chooseAnother(left);
    }

    private void leaveLine() {
        context.loop().timers().stop(wait);
        var done = pending;
        pending = null;
        if (done != null) notePlace(done);
    }

    private void chooseAnother(@Nullable Server left) {
        if (persistence != null) persistence.unpin();
        exchange.serverReleased();
        choose(left);
    }

    void connected() {
        state = State.CONNECTED;
        var record = exchange.record();
        record.connectedNanos = System.nanoTime();
        var to = connection();
        if (to != null) record.serverSource = to.source();
        exchange.serverReady();
    }

    void connectFailed(ConnectFault fault) {
        attempt = null;
        Server failed = java.util.Objects.requireNonNull(server);
        leaveSession();
        if (exchange.isGivenUp()) {
            exchange.clientLost();
            return;
        }
        if (!settings.retries().connectsAgain(exchange.record())) {
            settings.retries().countFailed(failed);
            releaseSlot();
            exchange.failed(Failure.of(fault));
            return;
        }
        if (hasMoved(failed)) return;
        if (fault == ConnectFault.TIMEOUT) {
            attempt(failed);
            return;
        }
        state = State.TURN_AROUND;
        context.loop().timers().arm(wait, settings.retries().pauseNanos(fault));
    }

    /** Spends a retry; whether it leaves that server for another. */
    private boolean hasMoved(Server failed) {
        int done = ++exchange.record().retries;
        if (!isForced() && settings.retries().mayChangeServer(done, pinned() != null, failed)) {
            releaseSlot();
            chooseAnother(failed);
            return true;
        }
        settings.retries().countAgain(failed);
        return false;
    }

    private void choose(@Nullable Server avoid) {
        var queue = backend().queue();
        Server direct = settings.direct();
        Server bound = direct != null ? null : queue.balancer().bound(exchange.txn(), avoid);
        Server free = direct;
        if (direct != null) direct.slots().tryTake(); // it has no limit
        else if (bound == null)
            free = avoid == null ? queue.tryTake() : queue.balancer().tryTake(avoid);
        if (avoid != null) settings.retries().countMove(exchange.record(), avoid, bound == null ? free : bound);
        if (bound != null) {
            goTo(bound);
            return;
        }
        if (free != null) {
            assigned(free);
            return;
        }
        if (backend().servers().servingCount() == 0) {
            settings.retries().countFailed(null);
            exchange.failed(Failure.NO_SERVER);
            return;
        }
        awaited = null;
        queue.enter(waiting(false));
    }

    /** Looks for a slot of the one server that the request belongs to, by persistence or by a hash. */
    private void goTo(Server one) {
        if (backend().queue().tryTake(one)) {
            assigned(one);
            return;
        }
        exchange.serverAssigned(one);
        exchange.record().slotNanos = 0;
        awaited = one;
        if (backend().queue().tryEnter(waiting(mayMove()), one)) return;
        context.loop().timers().stop(wait);
        pending = null;
        state = State.IDLE;
        if (pinned() != null && settings.config().redispatch() != 0 && !isForced()) {
            chooseAnother(one); // where a hash had chosen, it would choose the same again
            return;
        }
        settings.retries().countFailed(one);
        exchange.failed(Failure.QUEUE_FULL);
    }

    /** Begins to wait, for as long as the configuration allows. */
    private Pending waiting(boolean mayMove) {
        queuedNanos = System.nanoTime();
        state = State.QUEUED;
        long timeout = settings.timeouts().queue();
        if (timeout > 0) context.loop().timers().arm(wait, timeout);
        var stream = exchange.txn().stream();
        var priority = new Pending.Priority(stream.priorityClass(), stream.priorityOffsetMillis());
        var its = new Pending(context.loop().eventLoop(), this, priority, mayMove);
        pending = its;
        return its;
    }

    private boolean mayMove() {
        return settings.config().redispatch() != 0 && (persistence == null || persistence.mayMove());
    }

    private boolean isForced() {
        return persistence != null && persistence.isForced();
    }

    private void assigned(Server chosen) {
        server = chosen;
        if (!chosen.isDirect()) {
            chosen.counters().chosen.increment();
            backend().counters().chosen.increment();
        }
        exchange.serverAssigned(chosen);
        attempt(chosen);
    }

    private void attempt(Server to) {
        state = State.CONNECTING;
        exchange.record().serverSource = null;
        enterSession(to);
        attempt = new Attempt(this, exchange, to, settings.timeouts().connect());
        exchange.record().serverAddress = attempt.address();
        attempt.start();
    }

    private void notePlace(Pending done) {
        var record = exchange.record();
        record.slotNanos = System.nanoTime();
        if (awaited == null) record.backendQueue += done.place();
        else record.serverQueue += done.place();
    }

    private void releaseSlot() {
        var held = server;
        if (held == null) return;
        server = null;
        backend().queue().slotFreed(held);
    }

    /** The time limit of a queue's wait, and the pause before the same server is tried again. */
    private final class Wait extends Timer {
        @Override
        protected void expired() {
            if (state == State.TURN_AROUND && server != null) {
                attempt(server);
            } else if (state == State.QUEUED
                    && pending != null
                    && backend().queue().leave(pending)) {
                leaveLine();
                state = State.IDLE;
                settings.retries().countFailed(awaited);
                exchange.failed(Failure.QUEUE_TIMEOUT);
            }
        }
    }
}
