package io.weir.engine.exchange;

import io.weir.engine.loop.Timer;
import io.weir.rules.Reply;

/** Holds a refused client for {@code timeout tarpit} before it is told so. Loop-confined. */
final class Tarpit extends Timer {
    private final HttpExchange exchange;
    private final Reply reply;

    Tarpit(HttpExchange exchange, Reply reply) {
        this.exchange = exchange;
        this.reply = reply;
    }

    @Override
    protected void expired() {
        exchange.tarpitOver(reply);
    }
}
