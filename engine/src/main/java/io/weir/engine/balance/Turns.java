package io.weir.engine.balance;

import io.weir.engine.server.Server;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Whose turn it is in an order that begins anew at its end; the order may change meanwhile. Any thread. */
final class Turns {
    private final AtomicInteger next = new AtomicInteger();

    /**
     * The next one with a free slot, which is taken.
     *
     * @param avoid only when there is no other
     */
    @Nullable Server tryTake(Server[] order, @Nullable Server avoid) {
        boolean avoided = false;
        for (int tries = 0; tries < order.length; tries++) {
            Server server = order[place(order.length)];
            avoided |= server == avoid;
            if (server != avoid && server.tryTake()) return server;
        }
        return avoided && avoid != null && avoid.tryTake() ? avoid : null;
    }

    private int place(int length) {
        while (true) {
            int now = next.get();
            int place = now >= length ? 0 : now;
            if (next.compareAndSet(now, place + 1)) return place;
        }
    }
}
