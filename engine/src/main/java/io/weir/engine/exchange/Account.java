package io.weir.engine.exchange;

import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.account.FrontendCounters;
import io.weir.engine.http1.MessageBytes;
import io.weir.engine.server.Server;
import io.weir.rules.Hook;
import io.weir.rules.Transaction;
import io.weir.rules.config.FrontendConfig;

/** What is counted when an exchange begins and ends, and its line in the log. Loop-confined. */
final class Account {
    private Account() {}

    static void begin(Exchange exchange) {
        exchange.record().bytesIn = MessageBytes.of(exchange.txn().request());
        begin(exchange.frontend().counters());
    }

    private static void begin(FrontendCounters counters) {
        counters.requests.increment();
        counters.requestRate.add(System.currentTimeMillis());
    }

    static void incomplete(FrontendCounters counters) {
        begin(counters);
        counters.badRequests.increment();
    }

    static void enter(Backend.Settings backend) {
        var counters = backend.counters();
        counters.sessions.enter();
        counters.totalSessions.increment();
        counters.sessionRate.add(System.currentTimeMillis());
    }

    static void clientLeft(Exchange exchange) {
        Backend.Settings backend = exchange.backend();
        if (backend != null) backend.counters().clientAborts.increment();
        Server server = exchange.server();
        if (server != null) server.counters().clientAborts.increment();
    }

    /** It counts no longer as one at work when its line is written. */
    static void end(Exchange exchange, LoopContext context) {
        ExchangeRecord record = exchange.record();
        var counters = exchange.frontend().counters();
        counters.bytesIn.add(record.bytesIn);
        counters.bytesOut.add(record.bytesOut);
        if (record.status > 0 || record.requestNanos != 0) counters.responses.count(record.status);
        counters.requestsInFlight.leave();
        Backend.Settings backend = exchange.backend();
        if (backend != null) leave(backend, record);
        else addToListen(exchange, record);
        Server server = exchange.server();
        if (server != null) {
            server.counters().bytesIn.add(record.bytesIn);
            server.counters().bytesOut.add(record.bytesOut);
        }
        if (exchange.settings().log().isOn()) log(exchange, context);
    }

    private static void leave(Backend.Settings backend, ExchangeRecord record) {
        var counters = backend.counters();
        counters.bytesIn.add(record.bytesIn);
        counters.bytesOut.add(record.bytesOut);
        counters.responses.count(record.status);
        counters.sessions.leave();
    }

    /** The two halves of a {@code listen} share what its rules answered before a server was looked for. */
    private static void addToListen(Exchange exchange, ExchangeRecord record) {
        FrontendConfig config = exchange.settings().config();
        Backend.Settings half = exchange.settings().backend(config.name());
        if (half == null || !half.config().place().equals(config.place())) return;
        half.counters().bytesIn.add(record.bytesIn);
        half.counters().bytesOut.add(record.bytesOut);
    }

    private static void log(Exchange exchange, LoopContext context) {
        Transaction txn = exchange.txn();
        if (exchange.frontendHooks().defines(Hook.LOG)
                && !exchange.frontendHooks().log(txn)) return;
        ExchangeRecord record = exchange.record();
        record.client = txn.connection().source();
        record.destination = txn.connection().destination();
        record.fields = txn.logFields();
        if (txn.logLevel() != Transaction.LOG_LEVEL_UNSET) record.level = txn.logLevel();
        record.activeConnections = context.process().open();
        record.frontendConnections = exchange.frontend().counters().connections.open();
        Backend.Settings backend = exchange.backend();
        if (backend != null)
            record.backendConnections = backend.counters().sessions.now();
        Server server = exchange.server();
        if (server != null)
            record.serverConnections = server.counters().sessions.now();
        exchange.settings().log().write(record);
    }
}
