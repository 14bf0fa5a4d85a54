package io.weir.engine.account;

import java.util.concurrent.atomic.LongAdder;

/** What a backend counts. Any thread. */
public final class BackendCounters {
    /** Requests of this backend, waiting ones included: {@code be_conn}. */
    public final Gauge sessions = new Gauge();

    /** Requests that wait for a slot, in the backend's queue. */
    public final Gauge queued = new Gauge();

    public final RateCounter sessionRate = new RateCounter();
    public final LongAdder totalSessions = new LongAdder();
    public final LongAdder bytesIn = new LongAdder();
    public final LongAdder bytesOut = new LongAdder();
    public final LongAdder deniedRequests = new LongAdder();
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

    /** Requests that a failing rule ended. */
    public final LongAdder internalErrors = new LongAdder();

    public final ResponseCounters responses = new ResponseCounters();
    public final WaitAverage queueWait = new WaitAverage();
}
