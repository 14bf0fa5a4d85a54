package io.weir.scripting;

import io.weir.rules.Counter;
import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import java.util.concurrent.ThreadLocalRandom;
import org.graalvm.polyglot.HostAccess.Export;

/**
 * What a hook reads besides its transaction: counters, time, chance; and where it logs to. Everything goes through the
 * transaction's {@link io.weir.rules.Inputs}. Public only because the script host calls nothing else. Loop-confined.
 */
public final class JsInputs {
    private static final Counter[] COUNTERS = Counter.values();

    /** Longest line that a script can log, in characters. */
    private static final int MAX_LOG_LINE = 4096;

    private static final System.Logger LOG = System.getLogger("weir.rules");

    private final JsTxn txn;
    private final ProxyNames names;
    private final UnknownInputs unknown;
    private final ScriptErrors errors;
    private ProxyNames.Side side = ProxyNames.Side.FRONTEND;
    private String proxy = "";

    JsInputs(JsTxn txn, ProxyNames names, UnknownInputs unknown, ScriptErrors errors) {
        this.txn = txn;
        this.names = names;
        this.unknown = unknown;
        this.errors = errors;
    }

    /** Says whose hook runs, for counters without a name. */
    void begin(ProxyNames.Side runsOn, String name) {
        side = runsOn;
        proxy = name;
    }

    /** The counter of the current proxy. */
    @Export
    public int counter(int index) {
        Transaction about = inHook(COUNTERS[index]);
        Counter counter = COUNTERS[index];
        return switch (counter.of()) {
            case PROCESS -> read(about, counter, "", "");
            case FRONTEND -> read(about, counter, about.frontend(), "");
            case BACKEND -> read(about, counter, currentBackend(about, counter), "");
            case SERVER -> {
                var server = about.server();
                if (server == null)
                    throw errors.of(counter.fetchName() + "() needs a name here: no server is chosen yet");
                yield read(about, counter, currentBackend(about, counter), server);
            }
        };
    }

    /** The counter of the proxy of that name, or of a server such as {@code app/s1}. */
    @Export
    public int counterOf(int index, String name) {
        Counter counter = COUNTERS[index];
        Transaction about = inHook(counter);
        return switch (counter.of()) {
            case PROCESS -> throw errors.of(counter.fetchName() + "() takes no name");
            case FRONTEND, BACKEND -> read(about, counter, name, "");
            case SERVER -> {
                var server = names.server(name);
                if (server == null) throw errors.of(names.explain(counter, name));
                yield read(about, counter, server.backend(), server.name());
            }
        };
    }

    /** Milliseconds since 1970-01-01 UTC. */
    @Export
    public double now() {
        var about = txn.aimedAt();
        if (about == null) return System.currentTimeMillis();
        try {
            return about.inputs().nowMillis();
        } catch (UnknownInputException e) {
            throw errors.of(unknown.met(e));
        }
    }

    /** An integer of 0 to {@code bound - 1}. */
    @Export
    public double random(double bound) {
        var about = txn.aimedAt();
        if (about == null) return ThreadLocalRandom.current().nextLong((long) bound);
        try {
            return about.inputs().random((long) bound);
        } catch (UnknownInputException e) {
            throw errors.of(unknown.met(e));
        }
    }

    @Export
    public void log(int level, String message) {
        var line = message.length() > MAX_LOG_LINE ? message.substring(0, MAX_LOG_LINE) + "..." : message;
        LOG.log(LogLevels.javaLevel(level), line);
    }

    private int read(Transaction about, Counter counter, String name, String server) {
        try {
            long value = about.inputs().counter(counter, name, server);
            return (int) Math.min(Math.max(value, Integer.MIN_VALUE), Integer.MAX_VALUE);
        } catch (UnknownInputException e) {
            if (!names.knows(counter, name))
                throw errors.of(names.explain(counter, server.isEmpty() ? name : name + "/" + server));
            throw errors.of(unknown.met(e));
        }
    }

    private Transaction inHook(Counter counter) {
        var about = txn.aimedAt();
        if (about == null) throw errors.of(counter.fetchName() + "() can be read in hooks only");
        return about;
    }

    private String currentBackend(Transaction about, Counter counter) {
        String backend = about.backend();
        if (backend != null) return backend;
        if (side == ProxyNames.Side.BACKEND || names.isBackend(proxy)) return proxy;
        throw errors.of(counter.fetchName() + "() needs a backend's name here: none is chosen yet");
    }
}
