package io.weir.engine.account;

import io.weir.rules.config.SessionRates;

/** What the process counts of the clients of all frontends. Any thread. */
public final class ProcessCounters {
    /** Client connections: {@code act_conn}, and the limit {@code maxconn}. */
    public final ConnectionGate connections;

    public final RateCounter connectionRate = new RateCounter();
    public final RateCounter sessionRate = new RateCounter();

    /** {@code maxconnrate}. */
    public final RateLimit connectionLimit;

    /** {@code maxsessrate}. */
    public final RateLimit sessionLimit;

    public ProcessCounters(ConnectionGate connections, SessionRates limits) {
        this.connections = connections;
        this.connectionLimit = new RateLimit(connectionRate, limits.connections());
        this.sessionLimit = new RateLimit(sessionRate, limits.sessions());
    }

    /** Counts a client that is accepted. */
    public void accepted(long nowMillis) {
        connectionRate.add(nowMillis);
        sessionRate.add(nowMillis);
    }

    /** Milliseconds until the rates allow one more client; 0: now. */
    public long waitMillis(long nowMillis) {
        return Math.max(connectionLimit.waitMillis(nowMillis), sessionLimit.waitMillis(nowMillis));
    }

    /** Takes over the limits of another configuration. */
    public void limits(SessionRates limits) {
        connectionLimit.max(limits.connections());
        sessionLimit.max(limits.sessions());
    }
}
