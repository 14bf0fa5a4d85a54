package io.weir.engine.exchange;

import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.account.FrontendCounters;
import io.weir.engine.account.Termination;
import io.weir.engine.http1.MessageBytes;
import io.weir.engine.server.Server;
import io.weir.rules.Captures;
import io.weir.rules.Hook;
import io.weir.rules.Transaction;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.table.TableEvent;

/** What is counted when an exchange begins and ends, and its line in the log. Loop-confined. */
final class Account {
    private Account() {}

    /** Its head is whole: counts it and keeps what its line will show of it. */
    static void begin(HttpExchange exchange) {
        exchange.record().bytesIn = MessageBytes.of(exchange.txn().request());
        begin(exchange.frontend().counters());
        if (exchange.settings().log().isOn()) exchange.upload().noteRequestLine(exchange.record());
        keep(exchange);
        Transaction txn = exchange.txn();
        if (txn.captures() != Captures.NONE)
            txn.captures().takeRequest(txn.request().headers());
    }

    /** It gets what its frontend wants kept of it; what rules captured before it was HTTP stays. */
    static void keep(Exchange exchange) {
        var capturing = exchange.settings().config().capturing();
        Transaction txn = exchange.txn();
        txn.uniqueIdFormat(capturing.uniqueId());
        if (txn.captures() == Captures.NONE) txn.captures(Captures.of(capturing.slots()));
    }

    private static void begin(FrontendCounters counters) {
        counters.requests.increment();
        counters.requestRate.add(System.currentTimeMillis());
    }

    /** Rules are done with the request: it gets its unique id, if it is to have one, and the header for it. */
    static void identify(Exchange exchange) {
        String id = exchange.txn().uniqueId();
        String header = exchange.settings().config().capturing().uniqueIdHeader();
        if (id != null && !header.isEmpty()) exchange.txn().request().headers().add(header, id);
    }

    /** The response's head is there, before any rule changes it. */
    static void captureResponse(Exchange exchange) {
        Transaction txn = exchange.txn();
        if (txn.captures() != Captures.NONE)
            txn.captures().takeResponse(txn.response().headers());
    }

    /** The response's head is on its way: writes the line now when it needs not wait for the end. */
    static void early(Exchange exchange, LoopContext context) {
        if (!exchange.settings().log().isEarly()) return;
        ExchangeRecord record = exchange.record();
        record.endNanos = record.responseNanos;
        log(exchange, context);
    }

    static void incomplete(FrontendCounters counters) {
        begin(counters);
        counters.badRequests.increment();
    }

    /** The client does not wait for an answer. */
    static void gone(FrontendCounters counters, Transaction txn) {
        incomplete(counters);
        failed(txn, Failure.REQUEST_INCOMPLETE);
    }

    /** What never became a request counts as a bad one for the keys that its connection tracks. */
    static void failed(Transaction txn, Failure failure) {
        switch (failure) {
            case BAD_REQUEST, TOO_LARGE, REQUEST_INCOMPLETE -> {
                track(txn, TableEvent.REQUEST, 1);
                track(txn, TableEvent.ERROR, 1);
            }
            case REQUEST_TIMEOUT -> track(txn, TableEvent.REQUEST, 1);
            case BAD_BODY, BODY_TIMEOUT, BODY_INCOMPLETE, NO_SERVER, QUEUE_FULL, QUEUE_TIMEOUT, NO_RESOURCE -> {}
            case CONNECT_REFUSED, CONNECT_TIMEOUT, RULE_ERROR, RESPONSE_RULE_ERROR -> {}
            case SERVER_TIMEOUT,
                    RESPONSE_BODY_TIMEOUT,
                    SERVER_CLOSED,
                    BAD_RESPONSE,
                    RESPONSE_TOO_LARGE -> {} // with the server's errors
        }
    }

    /** A server's response has come. */
    static void response(Transaction txn) {
        int status = txn.response().status();
        if (TableEvent.isError(status)) track(txn, TableEvent.ERROR, 1);
        if (TableEvent.isFailure(status)) track(txn, TableEvent.FAILURE, 1);
    }

    /** Counts for the keys that rules track. */
    static void track(Transaction txn, TableEvent event, long amount) {
        var tracking = txn.tracking();
        if (tracking != null) tracking.count(event, amount);
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

    /** The server ended what had begun, or was too slow with it. */
    static void serverAborted(Exchange exchange) {
        Backend.Settings backend = exchange.backend();
        if (backend != null) backend.counters().serverAborts.increment();
        Server server = exchange.server();
        if (server != null) server.counters().serverAborts.increment();
    }

    /** A response that is missing or cannot be used. */
    static void responseFailed(Exchange exchange) {
        Backend.Settings backend = exchange.backend();
        if (backend != null) backend.counters().responseErrors.increment();
        Server server = exchange.server();
        if (server != null) server.counters().responseErrors.increment();
    }

    /** As HAProxy, whoever resets a tunnel or is silent in it is counted for it. */
    static void tunnelEnded(Exchange exchange, Termination termination) {
        switch (termination) {
            case SD -> {
                serverAborted(exchange);
                responseFailed(exchange);
            }
            case SERVER_DATA_TIMEOUT -> serverAborted(exchange);
            case CLIENT_DATA_TIMEOUT -> clientLeft(exchange);
            default -> {}
        }
    }

    /** It counts no longer as one at work when its line is written. */
    static void end(Exchange exchange, LoopContext context) {
        ExchangeRecord record = exchange.record();
        var counters = exchange.frontend().counters();
        counters.bytesIn.add(record.bytesIn);
        counters.bytesOut.add(record.bytesOut);
        if (exchange.isHttp() && (record.status > 0 || record.requestNanos != 0))
            counters.responses.count(record.status);
        counters.requestsInFlight.leave();
        Backend.Settings backend = exchange.backend();
        if (backend != null) leave(backend, exchange);
        else addToListen(exchange, record);
        Server server = exchange.server();
        if (server != null) {
            server.counters().bytesIn.add(record.bytesIn);
            server.counters().bytesOut.add(record.bytesOut);
        }
        if (exchange.txn().failedRewrites() > 0) countRewrites(exchange);
        if (exchange.txn().tracking() != null) endTracking(exchange.txn(), record);
        if (exchange.settings().log().isOn()) log(exchange, context);
        exchange.txn().endVariables();
    }

    private static void countRewrites(Exchange exchange) {
        Transaction txn = exchange.txn();
        exchange.frontend().counters().failedRewrites.add(txn.failedRewrites());
        Backend.Settings backend = exchange.backend();
        if (backend != null) backend.counters().failedRewrites.add(txn.failedRewritesInBackend());
        Server server = exchange.server();
        if (server != null) server.counters().failedRewrites.add(txn.failedRewritesOfServer());
    }

    /** A rule failed, and its request ends with that. */
    static void ruleFailed(Exchange exchange) {
        exchange.frontend().counters().internalErrors.increment();
        Backend.Settings backend = exchange.backend();
        if (backend != null) backend.counters().internalErrors.increment();
        Server server = exchange.server();
        if (server != null) server.counters().internalErrors.increment();
    }

    /** As HAProxy, bytes are counted at the end, and not those of what never became a request. */
    private static void endTracking(Transaction txn, ExchangeRecord record) {
        if (record.requestNanos != 0) {
            if (record.bytesIn > 0) track(txn, TableEvent.BYTES_IN, record.bytesIn);
            if (record.bytesOut > 0) track(txn, TableEvent.BYTES_OUT, record.bytesOut);
        }
        var own = txn.ownTracking();
        if (own != null) own.release();
    }

    private static void leave(Backend.Settings backend, Exchange exchange) {
        ExchangeRecord record = exchange.record();
        var counters = backend.counters();
        counters.bytesIn.add(record.bytesIn);
        counters.bytesOut.add(record.bytesOut);
        if (exchange.isHttp()) counters.responses.count(record.status);
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
        ExchangeRecord record = exchange.record();
        var log = exchange.settings().log();
        if (record.logged || !log.wants(record)) return;
        record.logged = true;
        Transaction txn = exchange.txn();
        if (exchange.frontendHooks().defines(Hook.LOG)
                && !exchange.frontendHooks().log(txn)) return;
        record.logLines = exchange.frontend().counters().logLines;
        record.early = log.isAsap();
        record.client = txn.connection().source();
        record.destination = txn.connection().destination();
        record.fields = txn.logFields();
        record.level = txn.logLevel() == Transaction.LOG_LEVEL_UNSET ? log.levelOf(record) : txn.logLevel();
        if (record.requestWhole()) txn.uniqueId();
        connections(exchange, context);
        log.write(record);
    }

    private static void connections(Exchange exchange, LoopContext context) {
        ExchangeRecord record = exchange.record();
        record.activeConnections = context.process().open();
        record.frontendConnections = exchange.frontend().counters().connections.open();
        Backend.Settings backend = exchange.backend();
        if (backend != null)
            record.backendConnections = backend.counters().sessions.now();
        Server server = exchange.server();
        if (server != null)
            record.serverConnections = server.counters().sessions.now();
    }
}
