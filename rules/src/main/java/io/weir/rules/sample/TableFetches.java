package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.TABLE;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;

import io.weir.rules.Transaction;
import io.weir.rules.sample.SourceFetch.Missing;
import io.weir.rules.table.DataType;
import io.weir.rules.table.Gpc;
import io.weir.rules.table.Tracking;

/** Stick tables and what they keep for tracked keys (configuration manual sections 7.3.2 and 7.3.3). Any thread. */
final class TableFetches {
    private TableFetches() {}

    static void addTo(Fetches.Table table) {
        TableReadings.PLAIN.forEach((name, reading) -> add(table, name, reading, Missing.IS_ZERO));
        TableReadings.GENERAL.forEach((name, reading) -> add(table, "get_" + name, reading, Missing.IS_ZERO));
        TableReadings.CHANGING.forEach((name, reading) -> add(table, name, reading, Missing.IS_MADE));
        TableReadings.ARRAYS.forEach((name, reading) -> addArray(table, name, reading));
        addTracked(table);
        table.add("sc1_clr_gpc", INT, Needs.NOTHING, Signature.of(1, INTEGER, TABLE), TableFetches::clearedOfSecond);
        table.add("src_updt_conn_cnt", INT, Needs.NOTHING, Signature.required(TABLE), arguments -> {
            TableReading counted = entry -> {
                if (!entry.table().stores(DataType.CONN_CNT, 0)) return null;
                long now = entry.add(DataType.CONN_CNT, 0, 1);
                entry.touch();
                return now;
            };
            return new SourceFetch(arguments.text(0), counted, Missing.IS_MADE);
        });
        table.add("table_cnt", INT, Needs.NOTHING, Signature.required(TABLE), arguments -> {
            String name = arguments.text(0);
            return (NumberExpression) txn -> txn.inputs().table(name).used();
        });
        table.add("table_avl", INT, Needs.NOTHING, Signature.required(TABLE), arguments -> {
            String name = arguments.text(0);
            return (NumberExpression) txn -> {
                var of = txn.inputs().table(name);
                return (long) of.config().size() - of.used();
            };
        });
    }

    private static void add(Fetches.Table table, String name, TableReading reading, Missing missing) {
        table.add(
                "sc_" + name,
                INT,
                Needs.NOTHING,
                Signature.of(1, INTEGER, TABLE),
                arguments -> new TrackedFetch(counter(arguments, 0), arguments.text(1, ""), reading));
        for (int i = 0; i < Tracking.COUNTERS; i++) {
            int counter = i;
            table.add(
                    "sc" + i + "_" + name,
                    INT,
                    Needs.NOTHING,
                    Signature.optional(TABLE),
                    arguments -> new TrackedFetch(counter, arguments.text(0, ""), reading));
        }
        table.add(
                "src_" + name,
                INT,
                Needs.NOTHING,
                Signature.required(TABLE),
                arguments -> new SourceFetch(arguments.text(0), reading, missing));
    }

    private static void addArray(Fetches.Table table, String name, TableReadings.OfArray reading) {
        table.add(
                "sc_" + name,
                INT,
                Needs.NOTHING,
                Signature.of(2, INTEGER, INTEGER, TABLE),
                arguments ->
                        new TrackedFetch(counter(arguments, 1), arguments.text(2, ""), reading.at(index(arguments))));
        boolean changes = name.startsWith("inc_") || name.startsWith("clr_");
        table.add(
                "src_" + name,
                INT,
                Needs.NOTHING,
                Signature.required(INTEGER, TABLE),
                arguments -> new SourceFetch(
                        arguments.text(1), reading.at(index(arguments)), changes ? Missing.IS_MADE : Missing.IS_ZERO));
    }

    private static void addTracked(Fetches.Table table) {
        Signature numbered = Signature.of(1, INTEGER, TABLE);
        TableReading trackers = entry -> (long) entry.holders();
        table.add("sc_tracked", BOOL, Needs.NOTHING, numbered, arguments -> tracked(counter(arguments, 0)));
        table.add(
                "sc_trackers",
                INT,
                Needs.NOTHING,
                numbered,
                arguments -> new TrackedFetch(counter(arguments, 0), arguments.text(1, ""), trackers));
        for (int i = 0; i < Tracking.COUNTERS; i++) {
            int counter = i;
            Signature named = Signature.optional(TABLE);
            table.add("sc" + i + "_tracked", BOOL, Needs.NOTHING, named, arguments -> tracked(counter));
            table.add(
                    "sc" + i + "_trackers",
                    INT,
                    Needs.NOTHING,
                    named,
                    arguments -> new TrackedFetch(counter, arguments.text(0, ""), trackers));
        }
    }

    /** Of this array HAProxy has a name with the number of the counter in it for the second one only. */
    private static TrackedFetch clearedOfSecond(Arguments arguments) throws BadArgumentException {
        return new TrackedFetch(1, arguments.text(1, ""), TableReading.cleared(Gpc.ofArray(index(arguments))));
    }

    private static Expression tracked(int counter) {
        return (Transaction txn) -> TrackedFetch.tracked(txn, counter) != null;
    }

    /** HAProxy takes any number here; one that no counter has would never have a value. */
    private static int counter(Arguments arguments, int i) throws BadArgumentException {
        long counter = arguments.number(i);
        if (counter < 0 || counter >= Tracking.COUNTERS)
            throw new BadArgumentException("there is no stick counter " + counter, "0 to " + (Tracking.COUNTERS - 1));
        return (int) counter;
    }

    private static int index(Arguments arguments) throws BadArgumentException {
        long index = arguments.number(0);
        if (index < 0 || index > 99) throw new BadArgumentException("there is no element " + index, "0 to 99");
        return (int) index;
    }
}
