package io.weir.engine.account;

import java.util.concurrent.atomic.LongAdder;

/** What a frontend counts. Any thread. */
public final class FrontendCounters {
    /** Client connections: {@code fe_conn}, and the limit {@code maxconn}. */
    public final ConnectionGate connections;

    /** Requests being worked on: {@code fe_req_cur}. */
    public final Gauge requestsInFlight = new Gauge();

    public final RateCounter sessionRate = new RateCounter();

    /** {@code rate-limit sessions}. */
    public final RateLimit sessionLimit = new RateLimit(sessionRate, 0);

    public final RateCounter requestRate = new RateCounter();
    public final LongAdder sessions = new LongAdder();
    public final LongAdder requests = new LongAdder();
    public final LongAdder bytesIn = new LongAdder();
    public final LongAdder bytesOut = new LongAdder();
    public final LongAdder deniedRequests = new LongAdder();
    public final LongAdder deniedResponses = new LongAdder();
    /** Client connections that {@code tcp-request connection} refused, and those that {@code tcp-request session} did. */
    public final LongAdder deniedConnections = new LongAdder();

    public final LongAdder deniedSessions = new LongAdder();
    public final LongAdder badRequests = new LongAdder();

    /** Requests that a rule of the frontend answered. */
    public final LongAdder intercepted = new LongAdder();

    public final LongAdder logLines = new LongAdder();
    public final LongAdder unknownBackends = new LongAdder();
    public final ResponseCounters responses = new ResponseCounters();

    /** @param maxConnections 1 or more */
    public FrontendCounters(int maxConnections) {
        connections = new ConnectionGate(maxConnections);
    }
}
