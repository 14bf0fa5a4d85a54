package io.weir.engine.exchange;

import io.weir.engine.loop.Timer;

/** Holds a refused client for {@code timeout tarpit} before it is told so. Loop-confined. */
final class Tarpit extends Timer {
    private final Exchange exchange;
    private final int status;

    Tarpit(Exchange exchange, int status) {
        this.exchange = exchange;
        this.status = status;
    }

    @Override
    protected void expired() {
        exchange.tarpitOver(status);
    }
}
