package io.weir.rules.sample;

import static io.weir.rules.sample.ArgumentType.INTEGER;
import static io.weir.rules.sample.ArgumentType.TABLE;
import static io.weir.rules.sample.SampleType.ANY;
import static io.weir.rules.sample.SampleType.BOOL;
import static io.weir.rules.sample.SampleType.INT;

import io.weir.rules.Transaction;
import io.weir.rules.table.DataType;
import io.weir.rules.table.Gpc;
import io.weir.rules.table.Gpt;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.TableEntry;
import org.jspecify.annotations.Nullable;

/** What tables keep for any key (configuration manual section 7.3.1, {@code in_table} and {@code table_*}). Any thread. */
final class TableConverters {
    private TableConverters() {}

    static void addTo(Converters.Table table) {
        table.add("in_table", ANY, BOOL, Signature.required(TABLE), arguments -> {
            String name = arguments.text(0);
            return (value, txn) -> {
                StickTable in = txn.inputs().table(name);
                Object key = TableKeys.of(in, value);
                return key == null ? null : (Object) (in.find(key) != null);
            };
        });
        TableReadings.PLAIN.forEach((name, reading) -> add(table, name, reading));
        TableReadings.GENERAL.forEach((name, reading) -> add(table, name, reading));
        add(table, "server_id", TableReading.of(DataType.SERVER_ID));
        add(table, "trackers", entry -> (long) entry.holders());
        addArray(table, "gpt", index -> TableReading.of(Gpt.ofArray(index)));
        addArray(table, "gpc", index -> TableReading.count(Gpc.ofArray(index)));
        addArray(table, "gpc_rate", index -> TableReading.rate(Gpc.ofArray(index)));
        addTime(table, "expire", TableEntry::remainingMillis);
        addTime(table, "idle", entry -> Math.max(0, entry.table().config().expireMillis() - entry.remainingMillis()));
    }

    private static void add(Converters.Table table, String name, TableReading reading) {
        table.add(
                "table_" + name,
                ANY,
                INT,
                Signature.required(TABLE),
                arguments -> step(arguments.text(0), reading, 0L));
    }

    private static void addArray(Converters.Table table, String name, TableReadings.OfArray reading) {
        table.add("table_" + name, ANY, INT, Signature.required(INTEGER, TABLE), arguments -> {
            long index = arguments.number(0);
            if (index < 0 || index > 99) throw new BadArgumentException("there is no element " + index, "0 to 99");
            return step(arguments.text(1), reading.at((int) index), 0L);
        });
    }

    /** Those that take a value for keys that are not in the table. */
    private static void addTime(Converters.Table table, String name, TableReading reading) {
        table.add(
                "table_" + name,
                ANY,
                INT,
                Signature.of(1, TABLE, INTEGER),
                arguments -> step(arguments.text(0), reading, arguments.has(1) ? (Long) arguments.number(1) : null));
    }

    private static Converter.Step step(String name, TableReading reading, @Nullable Long missing) {
        return (Object value, Transaction txn) -> {
            StickTable in = txn.inputs().table(name);
            Object key = TableKeys.of(in, value);
            if (key == null) return null;
            TableEntry entry = in.find(key);
            return entry == null ? missing : reading.of(entry);
        };
    }
}
