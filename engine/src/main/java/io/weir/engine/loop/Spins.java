package io.weir.engine.loop;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * Which descriptors of one event loop wake it up so often that either much is moved or something spins. With epoll only:
 * of NIO and io_uring nothing is seen here. Loop-confined.
 */
public final class Spins {
    /** Events of one descriptor between two looks, which are a second apart. */
    private static final int MANY_EVENTS = 10_000;

    private static final FastThreadLocal<Spins> PRESENT = new FastThreadLocal<>() {
        @Override
        protected Spins initialValue() {
            return new Spins();
        }
    };

    private List<Restless> restless = new ArrayList<>();
    private int period;

    private Spins() {}

    /** Those of the loop on this thread. */
    public static Spins ofThisLoop() {
        return PRESENT.get();
    }

    /** Those that had many events since the last look; counts anew from now on. */
    public List<Restless> look() {
        var found = restless;
        period++;
        if (!found.isEmpty()) restless = new ArrayList<>();
        return found;
    }

    /** A descriptor with events that are counted. Loop-confined. */
    public abstract static class Restless {
        private final Spins spins = ofThisLoop();
        private int period;
        private int events;

        Restless() {}

        final void event() {
            if (period != spins.period) {
                period = spins.period;
                events = 0;
            }
            if (++events == MANY_EVENTS) spins.restless.add(this);
        }

        /** The number by which the process knows it. */
        public abstract int descriptor();

        /** Ends it, and with it whatever is carried over it. */
        public abstract void close();
    }
}
