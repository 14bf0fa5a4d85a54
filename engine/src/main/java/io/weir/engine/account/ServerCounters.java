package io.weir.engine.account;

import java.util.concurrent.atomic.LongAdder;

/** What a server counts. Any thread. */
public final class ServerCounters {
    /** Requests that are at the server now: {@code srv_conn}. */
    public final Gauge sessions = new Gauge();

    /** Connections to it, idle ones included. */
    public final Gauge sockets = new Gauge();

    /** Those connections that requests share, in use or idle. */
    public final SharedConnections shared = new SharedConnections();

    /** Requests that wait for a slot of this very server. */
    public final Gauge queued = new Gauge();

    public final RateCounter sessionRate = new RateCounter();
    public final LongAdder totalSessions = new LongAdder();
    public final LongAdder bytesIn = new LongAdder();
    public final LongAdder bytesOut = new LongAdder();
    public final LongAdder deniedResponses = new LongAdder();
    public final LongAdder connectErrors = new LongAdder();
    public final LongAdder responseErrors = new LongAdder();
    public final LongAdder retries = new LongAdder();
    public final LongAdder redispatches = new LongAdder();
    public final LongAdder chosen = new LongAdder();
    public final LongAdder clientAborts = new LongAdder();
    public final LongAdder serverAborts = new LongAdder();
    public final LongAdder newConnections = new LongAdder();
    public final LongAdder reusedConnections = new LongAdder();
    /** Rewritings by rules that were not legal or found no room. */
    public final LongAdder failedRewrites = new LongAdder();

    /** Responses that a failing rule ended. */
    public final LongAdder internalErrors = new LongAdder();

    public final ResponseCounters responses = new ResponseCounters();
}
