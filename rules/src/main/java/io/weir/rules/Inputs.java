package io.weir.rules;

import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.table.StickTable;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a rule can read and that is not the transaction itself. One door for all of it, so that a capture
 * can record it and a replay can give it back. Any thread.
 */
public interface Inputs {
    /**
     * The value of a counter now.
     *
     * @param proxy the frontend's or backend's name; empty for counters of the process
     * @param server the server's name for counters of servers, else empty
     * @throws UnknownInputException when nobody knows that value: an unknown proxy or server, or a replay whose
     *     capture lacks it
     */
    long counter(Counter counter, String proxy, String server);

    /**
     * The stick table of that name.
     *
     * @throws UnknownInputException when there is none: no proxy of that name has one, or a replay
     *     whose capture lacks the time
     */
    default StickTable table(String name) {
        throw new UnknownInputException("table " + name);
    }

    /**
     * A variable of the process by its full name, {@code proc.}; null: not set.
     *
     * @throws UnknownInputException in a replay whose capture lacks it
     */
    @Nullable Object variable(String name);

    /** Sets a variable of the process for everybody; null unsets it. False: it is over a limit of {@code tune.vars}. */
    boolean variable(String name, @Nullable Object value);

    /** What variables take; null: that has no limit. */
    default @Nullable VariableSizes variableSizes() {
        return null;
    }

    /** Milliseconds since 1970-01-01 UTC. */
    long nowMillis();

    /** The frontend of that name as it is configured now; null: there is none. */
    default @Nullable FrontendConfig frontend(String name) {
        return null;
    }

    /** The backend of that name as it is configured now; null: there is none. */
    default @Nullable BackendConfig backend(String name) {
        return null;
    }

    /** Number of the loop that asks, from 0. */
    default int thread() {
        return 0;
    }

    /** A random number of 0 to {@code bound - 1}. */
    long random(long bound);
}
