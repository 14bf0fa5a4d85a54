package io.weir.engine.exchange;

import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.account.FrontendCounters;
import io.weir.engine.server.Server;
import io.weir.rules.Hook;
import io.weir.rules.Transaction;

/** What is counted when an exchange begins and ends, and its line in the log. Loop-confined. */
final class Account {
    private Account() {}

    static void begin(FrontendCounters counters) {
        counters.requests.increment();
        counters.requestRate.add(System.currentTimeMillis());
    }

    static void incomplete(FrontendCounters counters) {
        counters.requests.increment();
        counters.badRequests.increment();
    }

    static void enter(Backend.Settings backend) {
        var counters = backend.counters();
        counters.sessions.enter();
        counters.totalSessions.increment();
        counters.sessionRate.add(System.currentTimeMillis());
    }

    /** It counts no longer as one at work when its line is written. */
    static void end(Exchange exchange, LoopContext context) {
        ExchangeRecord record = exchange.record();
        var counters = exchange.frontend().counters();
        counters.bytesIn.add(record.bytesIn);
        counters.bytesOut.add(record.bytesOut);
        if (record.status > 0) counters.responses.count(record.status);
        counters.requestsInFlight.leave();
        Backend.Settings backend = exchange.backend();
        if (backend != null) leave(backend, record);
        if (exchange.settings().log().isOn()) log(exchange, context);
    }

    private static void leave(Backend.Settings backend, ExchangeRecord record) {
        var counters = backend.counters();
        counters.bytesIn.add(record.bytesIn);
        counters.bytesOut.add(record.bytesOut);
        if (record.status > 0) counters.responses.count(record.status);
        counters.sessions.leave();
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
