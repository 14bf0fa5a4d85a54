package io.weir.engine.account;

import java.util.concurrent.atomic.LongAdder;

/** What a frontend counts. Any thread. */
public final class FrontendCounters {
    /** Client connections: {@code fe_conn}, and the limit {@code maxconn}. */
    public final ConnectionGate connections;

    /** Requests being worked on: {@code fe_req_cur}. */
    public final Gauge requestsInFlight = new Gauge();

    /** Client connections as they are accepted, and those that became sessions: rules and headers did not end them. */
    public final RateCounter connectionRate = new RateCounter();

    public final RateCounter sessionRate = new RateCounter();

    /** {@code rate-limit sessions}: on who is accepted, since only the accept loop can hold a limit exactly. */
    public final RateLimit sessionLimit = new RateLimit(connectionRate, 0);

    public final RateCounter requestRate = new RateCounter();

    /** Client connections accepted, and those that became sessions. */
    public final LongAdder accepted = new LongAdder();

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
    /** Rewritings by rules that were not legal or found no room. */
    public final LongAdder failedRewrites = new LongAdder();

    /** Requests that a failing rule ended. */
    public final LongAdder internalErrors = new LongAdder();

    public final ResponseCounters responses = new ResponseCounters();

    /** A client has become a session. */
    public void sessionBegins() {
        sessions.increment();
        sessionRate.add(System.currentTimeMillis());
    }

    /** @param maxConnections 1 or more */
    public FrontendCounters(int maxConnections) {
        connections = new ConnectionGate(maxConnections);
    }
}
