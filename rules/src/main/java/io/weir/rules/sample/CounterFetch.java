package io.weir.rules.sample;

import io.weir.rules.Counter;
import io.weir.rules.Transaction;

/**
 * A counter of the running proxy. Any thread; immutable.
 *
 * @param proxy empty for counters of the process
 * @param server empty unless the counter is a server's
 */
record CounterFetch(Counter counter, String proxy, String server) implements NumberExpression {
    /** The fetch of that counter. */
    static Fetch fetch(Counter counter) {
        Signature signature = switch (counter.of()) {
            case PROCESS -> Signature.NONE;
            case FRONTEND -> Signature.optional(ArgumentType.FRONTEND);
            case BACKEND -> Signature.optional(ArgumentType.BACKEND);
            case SERVER -> Signature.required(ArgumentType.SERVER);
        };
        SampleType type = isBoolean(counter) ? SampleType.BOOL : SampleType.INT;
        return new Fetch(counter.fetchName(), type, Needs.NOTHING, signature, arguments -> of(counter, arguments));
    }

    private static Expression of(Counter counter, Arguments arguments) {
        CounterFetch fetch = switch (counter.of()) {
            case PROCESS -> new CounterFetch(counter, "", "");
            case FRONTEND, BACKEND -> new CounterFetch(counter, arguments.text(0), "");
            case SERVER -> {
                ServerName name = arguments.server(0);
                yield new CounterFetch(counter, name.backend(), name.server());
            }
        };
        return isBoolean(counter) ? (Expression) fetch::isNotZero : fetch;
    }

    private static boolean isBoolean(Counter counter) {
        return counter == Counter.SRV_IS_UP || counter == Counter.STOPPING;
    }

    @Override
    public long number(Transaction txn) {
        return txn.inputs().counter(counter, proxy.isEmpty() ? present(txn) : proxy, server);
    }

    /** The proxy at work: a line of {@code defaults} does not know whose it will be. */
    private String present(Transaction txn) {
        String backend = txn.backend();
        return switch (counter.of()) {
            case PROCESS -> "";
            case FRONTEND -> txn.frontend();
            case BACKEND, SERVER -> backend == null ? "" : backend;
        };
    }

    private boolean isNotZero(Transaction txn) {
        return number(txn) != 0;
    }
}
