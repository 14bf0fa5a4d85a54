package io.weir.replay;

import io.weir.rules.Counter;
import io.weir.rules.Inputs;
import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import io.weir.rules.Variables;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.table.StickTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that the record of a request gives, and none besides: what it lacks is noted with the place that asked for
 * it, and never guessed. Reused from request to request. Confined to the replaying thread.
 */
final class GivenInputs implements Inputs {
    /** {@code now} when it is not given. */
    private static final long NOT_GIVEN = Long.MIN_VALUE;

    private final List<CounterName> names = new ArrayList<>();
    private long[] values = new long[8];
    private Variables variables = Variables.ofSession();
    private long nowMillis = NOT_GIVEN;
    private long recordedMillis = NOT_GIVEN;
    private double[] randoms = new double[0];
    private int draws;
    private boolean oneRandomForAll;
    private final List<UnknownInput> unknown = new ArrayList<>();
    private @Nullable Transaction txn;
    private @Nullable RecordedTables tables;
    private @Nullable Ways ways;

    void clear() {
        names.clear();
        variables = Variables.ofSession();
        nowMillis = NOT_GIVEN;
        recordedMillis = NOT_GIVEN;
        randoms = new double[0];
        draws = 0;
        oneRandomForAll = false;
        unknown.clear();
        txn = null;
        tables = null;
        ways = null;
    }

    void give(CounterName name, long value) {
        if (names.size() == values.length) values = Arrays.copyOf(values, values.length * 2);
        values[names.size()] = value;
        names.add(name);
    }

    void giveNow(long millis) {
        nowMillis = millis;
    }

    /** The same for every draw: see {@link #giveRandoms}. */
    void giveRandom(double value) {
        randoms = new double[] {value};
        oneRandomForAll = true;
    }

    /** One for each draw; below 1 it is a fraction of the bound, else the number itself. */
    void giveRandoms(double[] oneForEachDraw) {
        randoms = oneForEachDraw;
    }

    /** What the configuration says of the proxies. */
    void configured(Ways configuration) {
        ways = configuration;
    }

    /** The transaction that asks from now on. */
    void aim(Transaction asking) {
        txn = asking;
    }

    /** The stick tables that hold what the records before have left there. */
    void tables(RecordedTables those) {
        tables = those;
    }

    /** The time of day in a log line, whose zone nobody knows: enough for the clock of stick tables, but not for now. */
    void giveLocalTime(long millisAsIfUtc) {
        recordedMillis = millisAsIfUtc;
    }

    boolean hasTime() {
        return nowMillis != NOT_GIVEN || recordedMillis != NOT_GIVEN;
    }

    /** What the clock of stick tables shows. */
    long timeMillis() {
        return nowMillis == NOT_GIVEN ? recordedMillis : nowMillis;
    }

    /** What was asked for and is not given, in order, each once for each place. */
    List<UnknownInput> unknown() {
        return unknown;
    }

    @Override
    public long counter(Counter counter, String proxy, String server) {
        int unqualified = -1;
        for (int i = 0; i < names.size(); i++) {
            CounterName name = names.get(i);
            if (name.counter() != counter) continue;
            if (name.proxy().equals(proxy) && name.server().equals(server)) return values[i];
            if (name.proxy().isEmpty()) unqualified = i;
        }
        if (unqualified >= 0 && isCurrent(counter, proxy, server)) return values[unqualified];
        throw missing(new CounterName(counter, proxy, server).toString());
    }

    /** Without a time nobody knows what has been forgotten by now. */
    @Override
    public StickTable table(String name) {
        StickTable table = tables == null ? null : tables.table(name);
        if (table == null) throw missing("table " + name);
        if (!hasTime()) throw missing("now");
        return table;
    }

    @Override
    public @Nullable FrontendConfig frontend(String name) {
        var front = ways == null ? null : ways.front(name);
        return front == null ? null : front.config();
    }

    @Override
    public @Nullable BackendConfig backend(String name) {
        var back = ways == null ? null : ways.back(name);
        return back == null ? null : back.config();
    }

    @Override
    public int thread() {
        throw missing("thread");
    }

    /** Only what this very request has set: what others have is not known. */
    @Override
    public Object variable(String name) {
        Object value = variables.get(name);
        if (value == null) throw missing(name);
        return value;
    }

    @Override
    public boolean variable(String name, @Nullable Object value) {
        variables.put(name, value);
        return true;
    }

    @Override
    public long nowMillis() {
        if (nowMillis == NOT_GIVEN) throw missing("now");
        return nowMillis;
    }

    @Override
    public long random(long bound) {
        int draw = oneRandomForAll ? 0 : draws++;
        if (draw >= randoms.length) throw missing("random");
        double value = randoms[draw];
        if (value < 1) return (long) (value * bound);
        if (value >= bound) throw missing("random below " + bound);
        return (long) value;
    }

    /** Notes that a rule asked for something that is not given. */
    UnknownInputException missing(String input) {
        var rule = txn == null ? null : txn.rule();
        var asked = new UnknownInput(input, rule == null ? null : rule.place());
        if (!unknown.contains(asked)) unknown.add(asked);
        return new UnknownInputException(input);
    }

    private boolean isCurrent(Counter counter, String proxy, String server) {
        if (txn == null) return false;
        return switch (counter.of()) {
            case PROCESS -> true;
            case FRONTEND -> proxy.equals(txn.frontend());
            case BACKEND -> proxy.equals(txn.backend());
            case SERVER -> proxy.equals(txn.backend()) && server.equals(txn.server());
        };
    }
}
