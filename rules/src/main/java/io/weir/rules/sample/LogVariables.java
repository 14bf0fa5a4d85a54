package io.weir.rules.sample;

import io.weir.rules.Counter;
import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The variables of log formats that need nothing but the transaction (configuration manual section 8.2.4). Times are
 * those of the evaluation. Any thread; immutable.
 */
public final class LogVariables {
    private static final DateTimeFormatter DATE_AND_ZONE =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT);
    private static final DateTimeFormatter DATE_AND_MILLIS =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSS", Locale.ROOT);
    private static final Map<String, Expression> BY_NAME = table();

    /** Names that HAProxy has and that are not in the table. */
    private static final Set<String> OTHERS = Set.of(
            "B", "CC", "CS", "ID", "Ta", "Tc", "Td", "Th", "Ti", "Tq", "TR", "Tr", "Tt", "Tu", "Tw", "U", "bi", "bp",
            "bq", "lc", "hr", "hrl", "hs", "hsl", "rc", "rt", "sc", "si", "sp", "sq", "sslc", "sslv", "tr", "trg",
            "trl", "ts", "tsc");

    private LogVariables() {}

    /** The variable of that name, or null. */
    public static @Nullable Expression named(String name) {
        return BY_NAME.get(name);
    }

    /** All names of HAProxy, known here or not. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(BY_NAME.keySet());
        names.addAll(OTHERS);
        return names;
    }

    private static Map<String, Expression> table() {
        Map<String, Expression> table = new LinkedHashMap<>();
        addPlaces(table);
        addRequest(table);
        addTimes(table);
        String host = HostName.get();
        String process = Long.toString(ProcessHandle.current().pid());
        table.put("H", txn -> host);
        table.put("pid", txn -> process);
        table.put("ac", txn -> txn.inputs().counter(Counter.ACT_CONN, "", ""));
        table.put("fc", txn -> txn.inputs().counter(Counter.FE_CONN, txn.frontend(), ""));
        table.put("bc", txn -> backendConnections(txn));
        return table;
    }

    private static void addPlaces(Map<String, Expression> table) {
        table.put("ci", txn -> ConnectionFetches.ip(txn.connection().source()));
        table.put("cp", txn -> ConnectionFetches.port(txn.connection().source()));
        table.put("fi", txn -> ConnectionFetches.ip(txn.connection().destination()));
        table.put("fp", txn -> ConnectionFetches.port(txn.connection().destination()));
        table.put("f", Transaction::frontend);
        table.put("ft", Transaction::frontend);
        table.put("b", txn -> txn.backend() == null ? txn.frontend() : txn.backend());
        table.put("s", txn -> txn.server() == null ? "<NOSRV>" : txn.server());
    }

    private static void addRequest(Map<String, Expression> table) {
        table.put("HM", txn -> txn.request().method());
        table.put("HP", txn -> txn.request().target().substring(0, queryStart(txn.request())));
        table.put("HPO", txn -> UriPart.PATH.evaluate(txn));
        table.put("HQ", txn -> txn.request().target().substring(queryStart(txn.request())));
        table.put("HU", txn -> txn.request().target());
        table.put("HV", txn -> "HTTP/" + txn.request().version());
        table.put("r", LogVariables::requestLine);
        table.put("ST", txn -> (long) txn.response().status());
    }

    private static void addTimes(Map<String, Expression> table) {
        table.put("T", txn -> DATE_AND_ZONE.format(now(txn, ZoneOffset.UTC)));
        table.put("Tl", txn -> DATE_AND_ZONE.format(now(txn, ZoneId.systemDefault())));
        table.put("t", txn -> DATE_AND_MILLIS.format(now(txn, ZoneId.systemDefault())));
        table.put("Ts", txn -> Math.floorDiv(txn.inputs().nowMillis(), 1000L));
        table.put(
                "ms",
                txn -> String.format(
                        Locale.ROOT, "%03d", Math.floorMod(txn.inputs().nowMillis(), 1000)));
    }

    private static long backendConnections(Transaction txn) {
        String backend = txn.backend();
        return backend == null ? 0 : txn.inputs().counter(Counter.BE_CONN, backend, "");
    }

    private static String requestLine(Transaction txn) {
        RequestHead head = txn.request();
        return head.method() + " " + head.target() + " HTTP/" + head.version();
    }

    /** Where the question mark is in the target, or its length. */
    private static int queryStart(RequestHead head) {
        return head.pathEnd() - head.targetStart();
    }

    private static ZonedDateTime now(Transaction txn, ZoneId zone) {
        return Instant.ofEpochMilli(txn.inputs().nowMillis()).atZone(zone);
    }
}
