package io.weir.engine.exchange;

import io.weir.engine.account.BackendCounters;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.server.Server;
import io.weir.engine.server.ServerState;
import io.weir.engine.upstream.ConnectFault;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.RetryCause;
import org.jspecify.annotations.Nullable;

/**
 * How often an exchange of one backend is tried, and when the next try may go to another server. Immutable; any thread.
 *
 * @see <a href="https://docs.haproxy.org/2.6/configuration.html">HAProxy's manual, {@code retries} and {@code option
 *     redispatch}</a>
 */
final class RetryPolicy {
    private static final long TURN_AROUND_NANOS = 1_000_000_000L;

    private final Backend backend;
    private final BackendConfig config;

    private final long pauseNanos;

    RetryPolicy(Backend backend, BackendConfig config, TimeoutNanos timeouts) {
        this.backend = backend;
        this.config = config;
        long connect = timeouts.connect();
        this.pauseNanos = connect > 0 ? Math.min(connect, TURN_AROUND_NANOS) : TURN_AROUND_NANOS;
    }

    /** The pause before the same server is tried again: none where it is not the server that failed, as in HAProxy. */
    long pauseNanos(ConnectFault fault) {
        return fault == ConnectFault.PORT ? 1 : pauseNanos;
    }

    boolean hasLeft(ExchangeRecord record) {
        return record.retries < config.retries();
    }

    /** Whether a connection that failed is to be tried again. */
    boolean connectsAgain(ExchangeRecord record) {
        return hasLeft(record) && config.retryOn().includes(RetryCause.CONN_FAILURE);
    }

    /**
     * HAProxy's rule: on the last retry or every n-th; at once where the server is gone, or where another choice is likely
     * to fall on another server, which it is not where requests are hashed.
     *
     * @param done retries begun, this one included
     * @param pinned whether the request belongs to the server that failed
     */
    boolean mayChangeServer(int done, boolean pinned, Server failed) {
        int interval = config.redispatch();
        if (interval == 0) return false;
        if (failed.state() == ServerState.MAINT) return true;
        boolean due = done % (interval < 0 ? Math.max(1, config.retries() + 1 + interval) : interval) == 0;
        return due
                || !pinned && !config.balance().isBound() && backend.servers().activeCount() > 1;
    }

    /** @param to null: whichever server it will have waited for */
    void countMove(ExchangeRecord record, Server from, @Nullable Server to) {
        if (from == to) {
            countAgain(from);
            return;
        }
        record.redispatched = true;
        from.counters().redispatches.increment();
        counters().redispatches.increment();
    }

    void countAgain(Server at) {
        at.counters().retries.increment();
        counters().retries.increment();
    }

    /** @param at where no connection came about; null: no server was found */
    void countFailed(@Nullable Server at) {
        if (at != null) at.counters().connectErrors.increment();
        counters().connectErrors.increment();
    }

    private BackendCounters counters() {
        return backend.counters();
    }
}
