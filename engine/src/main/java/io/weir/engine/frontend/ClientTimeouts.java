package io.weir.engine.frontend;

import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.TimeoutNanos;
import io.weir.engine.loop.Output;
import io.weir.engine.loop.Patience;
import io.weir.engine.loop.Timers;

/** The time that one client may take, whatever it is that it should do now. Loop-confined. */
final class ClientTimeouts extends Patience {
    /** For a client that goes on sending after its answer. */
    private static final long LONGEST_DRAIN_NANOS = 10_000_000_000L;

    private final ClientConnection connection;
    private final Frontend frontend;

    /** When the head that is awaited must be whole; 0: whenever. */
    private long headDueNanos;

    ClientTimeouts(ClientConnection connection, Frontend frontend, Timers timers, Output output) {
        super(timers, output);
        this.connection = connection;
        this.frontend = frontend;
    }

    /** A head is due: each part within {@code timeout client}, the whole within {@code timeout http-request}. */
    void awaitHead(long sinceNanos) {
        long whole = configured().httpRequest();
        headDueNanos = whole > 0 ? sinceNanos + whole : 0;
        awaitMore();
    }

    /** A part of the head has come. */
    void awaitMore() {
        long part = configured().client();
        if (headDueNanos == 0) {
            expect(part);
            return;
        }
        expect(shorter(part, Math.max(1, headDueNanos - System.nanoTime())));
    }

    /** Another request may come: within {@code timeout http-keep-alive}, but never later than {@code timeout client}. */
    void awaitNext() {
        expect(shorter(configured().httpKeepAlive(), configured().client()));
    }

    /** The client should take what is sent to it, or send. */
    void awaitProgress() {
        expect(configured().client());
    }

    /** The client has got everything, the end too, and should end as well. */
    void awaitEnd() {
        long clientFin = configured().clientFin();
        expect(shorter(clientFin, LONGEST_DRAIN_NANOS));
    }

    @Override
    protected void timedOut() {
        connection.timedOut();
    }

    /** 0: no limit. */
    private static long shorter(long a, long b) {
        return a == 0 ? b : b == 0 ? a : Math.min(a, b);
    }

    private TimeoutNanos configured() {
        return frontend.settings().timeouts();
    }
}
