package io.weir.replay;

import io.weir.rules.Counter;
import org.jspecify.annotations.Nullable;

/**
 * A counter as a user writes it: {@code act_conn}, {@code fe_conn}, {@code be_conn_free(app)}, {@code srv_conn(app/s1)}.
 *
 * @param proxy empty: the process, or the frontend or backend that the request is in
 * @param server empty for counters of other things than servers
 *     <p>Any thread.
 */
record CounterName(Counter counter, String proxy, String server) {
    /** The counter of that text; null when there is none of that name or its arguments do not fit. */
    static @Nullable CounterName parse(String text) {
        int open = text.indexOf('(');
        var counter = Counter.byFetchName(open < 0 ? text : text.substring(0, open));
        if (counter == null) return null;
        if (open < 0) return new CounterName(counter, "", "");
        if (!text.endsWith(")") || counter.of() == Counter.Of.PROCESS) return null;
        String argument = text.substring(open + 1, text.length() - 1).trim();
        int slash = argument.indexOf('/');
        if (argument.isEmpty() || slash >= 0 != (counter.of() == Counter.Of.SERVER)) return null;
        if (slash < 0) return new CounterName(counter, argument, "");
        return new CounterName(counter, argument.substring(0, slash), argument.substring(slash + 1));
    }

    @Override
    public String toString() {
        if (proxy.isEmpty()) return counter.fetchName();
        return counter.fetchName() + "(" + (server.isEmpty() ? proxy : proxy + "/" + server) + ")";
    }
}
