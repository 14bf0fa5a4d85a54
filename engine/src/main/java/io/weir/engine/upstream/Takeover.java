package io.weir.engine.upstream;

import io.weir.engine.loop.Timer;
import io.weir.engine.server.Server;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request's search among the other loops for a connection to its server that is idle there: to go on with it here,
 * or to have it closed where the server may see no more connections. Loops are asked one after the other; whoever first
 * settles it wins, a loop that has one or the request's own loop, which does not wait for long. Started and answered on
 * its own loop, asked on the others.
 */
public final class Takeover {
    /** Longer than another loop needs to answer unless it is held up; then a new connection is the faster way. */
    private static final long WAIT_NANOS = 10_000_000L;

    /** Where a new connection would be one too many, even a loop that is held up by a script is waited for. */
    private static final long PLACE_WAIT_NANOS = 150_000_000L;

    /** Before all are asked again for a place: the idle one was between two loops, or was snatched away. */
    private static final long PAUSE_NANOS = 500_000L;

    /** Which idle connection is wanted, and what is to become of it. */
    public enum Wish {
        /** To be used here. */
        TAKE,
        /** To be used here, rather one that has served a second request before. */
        TAKE_SAFE_FIRST,
        /** To be used here, if it has served a second request before. */
        TAKE_SAFE,
        /** To be closed. */
        CLOSE
    }

    private enum State {
        ASKING,
        GRANTED,
        GIVEN_UP
    }

    /** What its own loop waits for. */
    private enum Phase {
        /** A connection, for a moment. */
        SEARCH,
        /** A connection or a place, while others are asked. */
        PLACE,
        /** The time to ask for a place again. */
        PAUSE
    }

    private final ServerPool own;
    private final List<ServerPool> others;
    private final Server server;
    private final UpstreamListener listener;
    private final AtomicReference<State> state = new AtomicReference<>(State.ASKING);
    private final Limit limit = new Limit();
    private Wish wish;
    private Phase phase;
    private long giveUpNanos;
    private int asked;
    private boolean abandoned;

    Takeover(ServerPool own, List<ServerPool> others, Server server, UpstreamListener listener, Wish wish) {
        this.own = own;
        this.others = others;
        this.server = server;
        this.listener = listener;
        this.wish = wish;
        this.phase = wish == Wish.CLOSE ? Phase.PLACE : Phase.SEARCH;
    }

    /**
     * Asks the first loop; the listener hears {@code connected}, or {@code noneIdle} with a place taken, unless it
     * abandons this.
     */
    void start() {
        if (phase == Phase.SEARCH) own.loop().timers().arm(limit, WAIT_NANOS);
        else waitForPlace();
        askNext();
    }

    /** Ends it for the listener, who hears nothing any more. */
    public void abandon() {
        abandoned = true;
        own.loop().timers().remove(limit);
        state.compareAndSet(State.ASKING, State.GIVEN_UP);
    }

    private void askNext() {
        ServerPool next = others.get(asked++ % others.size());
        next.loop().eventLoop().execute(() -> ask(next));
    }

    /** On that pool's loop. */
    private void ask(ServerPool pool) {
        if (state.get() != State.ASKING) return;
        var found = pool.takeIdle(server, wish, listener.address());
        if (found == null) {
            goOn();
        } else if (!state.compareAndSet(State.ASKING, State.GRANTED)) {
            pool.giveBack(found);
        } else if (wish == Wish.CLOSE) {
            found.close();
            onOwnLoop(this::none);
        } else {
            found.moveTo(own, () -> arrived(found));
        }
    }

    private void goOn() {
        if (asked % others.size() != 0) askNext();
        else if (state.compareAndSet(State.ASKING, State.GRANTED)) onOwnLoop(this::none);
    }

    private void onOwnLoop(Runnable task) {
        own.loop().eventLoop().execute(task);
    }

    /** On its own loop: the connection is there, unless it broke on the way. */
    private void arrived(ServerConnection connection) {
        if (abandoned) own.giveBack(connection);
        else if (connection.isUsable()) found(connection);
        else none();
    }

    /** On its own loop: nothing came of asking all. */
    private void none() {
        if (abandoned) return;
        var late = wish == Wish.CLOSE ? null : own.takeIdle(server, wish, listener.address());
        if (late != null) found(late);
        else if (own.tryTakePlace(server)) noneIdle();
        else pause();
    }

    private void waitForPlace() {
        phase = Phase.PLACE;
        giveUpNanos = System.nanoTime() + PLACE_WAIT_NANOS;
        own.loop().timers().armAt(limit, giveUpNanos);
    }

    private void pause() {
        if (phase == Phase.SEARCH) waitForPlace();
        phase = Phase.PAUSE;
        own.loop().timers().arm(limit, PAUSE_NANOS);
    }

    private void askForPlace() {
        phase = Phase.PLACE;
        wish = Wish.CLOSE;
        own.loop().timers().armAt(limit, giveUpNanos);
        state.set(State.ASKING);
        askNext();
    }

    private void found(ServerConnection connection) {
        own.loop().timers().remove(limit);
        connection.lend(listener);
        listener.connected(connection);
    }

    private void noneIdle() {
        own.loop().timers().remove(limit);
        listener.noneIdle();
    }

    private void anyway() {
        own.takePlaceAnyway(server);
        noneIdle();
    }

    /** The wait has been long enough, or the pause. */
    private final class Limit extends Timer {
        @Override
        protected void expired() {
            switch (phase) {
                case SEARCH -> searched();
                case PLACE -> {
                    if (state.compareAndSet(State.ASKING, State.GIVEN_UP)) anyway();
                }
                case PAUSE -> {
                    if (own.tryTakePlace(server)) noneIdle();
                    else if (System.nanoTime() - giveUpNanos >= 0) anyway();
                    else askForPlace();
                }
            }
        }

        /** From here on a new connection will do; without a place for one the answer is waited for. */
        private void searched() {
            if (!own.tryTakePlace(server)) waitForPlace();
            else if (state.compareAndSet(State.ASKING, State.GIVEN_UP)) noneIdle();
            else own.leavePlace(server); // one is on its way
        }
    }
}
