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

    /** Where a new connection would be one too many, a loop that is held up by a script is waited for. */
    private static final long PLACE_WAIT_NANOS = 250_000_000L;

    /** How often all are asked for a place: others may snatch it away, or the idle one may be between two loops. */
    private static final int ROUNDS = 5;

    /** What is to become of an idle connection. */
    enum Wish {
        /** To be used here. */
        TAKE,
        /** To be used here, if it has served a second request before. */
        TAKE_PROVEN,
        /** To be closed. */
        CLOSE
    }

    private enum State {
        ASKING,
        GRANTED,
        GIVEN_UP
    }

    private final ServerPool own;
    private final List<ServerPool> others;
    private final Server server;
    private final UpstreamListener listener;
    private final AtomicReference<State> state = new AtomicReference<>(State.ASKING);
    private final Limit limit = new Limit();
    private Wish wish;
    private int asked;
    private boolean abandoned;

    Takeover(ServerPool own, List<ServerPool> others, Server server, UpstreamListener listener, Wish wish) {
        this.own = own;
        this.others = others;
        this.server = server;
        this.listener = listener;
        this.wish = wish;
    }

    /**
     * Asks the first loop; the listener hears {@code connected}, or {@code noneIdle} with a place taken, unless it
     * abandons this.
     */
    void start() {
        own.loop().timers().arm(limit, wish == Wish.CLOSE ? PLACE_WAIT_NANOS : WAIT_NANOS);
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
        var found = pool.takeIdle(server, wish);
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
        var late = wish == Wish.CLOSE ? null : own.takeIdle(server, wish);
        if (late != null) found(late);
        else if (own.tryTakePlace(server)) noneIdle();
        else if (asked < others.size() * ROUNDS) askForPlace();
        else anyway();
    }

    private void askForPlace() {
        wish = Wish.CLOSE;
        state.set(State.ASKING);
        start();
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

    /** The wait has been long enough. */
    private final class Limit extends Timer {
        @Override
        protected void expired() {
            if (state.compareAndSet(State.ASKING, State.GIVEN_UP)) gaveUp();
        }

        private void gaveUp() {
            if (own.tryTakePlace(server)) noneIdle();
            else anyway();
        }
    }
}
