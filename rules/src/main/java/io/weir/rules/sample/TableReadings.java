package io.weir.rules.sample;

import io.weir.rules.table.DataType;
import io.weir.rules.table.Gpc;
import io.weir.rules.table.Gpt;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the {@code sc_}, {@code scN_}, {@code src_} and {@code table_} families have in common, by the name without the
 * family (configuration manual sections 7.3.1 and 7.3.3). Any thread; unchanged once made.
 */
final class TableReadings {
    /** Those without a further argument. */
    static final Map<String, TableReading> PLAIN = plain();

    private TableReadings() {}

    /** Makes a reading for an element of an array. */
    @FunctionalInterface
    interface OfArray {
        TableReading at(int index);
    }

    /** Those that only fetches have: they change something. */
    static final Map<String, TableReading> CHANGING = Map.of(
            "clr_gpc0", TableReading.cleared(Gpc.GPC0),
            "clr_gpc1", TableReading.cleared(Gpc.GPC1),
            "inc_gpc0", TableReading.incremented(Gpc.GPC0),
            "inc_gpc1", TableReading.incremented(Gpc.GPC1));

    private static Map<String, TableReading> plain() {
        Map<String, TableReading> readings = new LinkedHashMap<>();
        for (DataType type : DataType.values()) {
            boolean event = type.name().startsWith("CONN_")
                    || type.name().startsWith("SESS_")
                    || type.name().startsWith("HTTP_")
                    || type == DataType.BYTES_IN_RATE
                    || type == DataType.BYTES_OUT_RATE;
            if (event) readings.put(type.word(), TableReading.of(type));
        }
        readings.put("kbytes_in", TableReading.kbytes(DataType.BYTES_IN_CNT));
        readings.put("kbytes_out", TableReading.kbytes(DataType.BYTES_OUT_CNT));
        readings.put("gpc0_rate", TableReading.rate(Gpc.GPC0));
        readings.put("gpc1_rate", TableReading.rate(Gpc.GPC1));
        return readings;
    }

    /** The general purpose counters and tags as converters call them; fetches put {@code get_} before. */
    static final Map<String, TableReading> GENERAL = Map.of(
            "gpc0", TableReading.count(Gpc.GPC0),
            "gpc1", TableReading.count(Gpc.GPC1),
            "gpt0", TableReading.of(Gpt.GPT0));

    /** Fetches with an index. */
    static final Map<String, OfArray> ARRAYS = Map.of(
            "get_gpt", index -> TableReading.of(Gpt.ofArray(index)),
            "get_gpc", index -> TableReading.count(Gpc.ofArray(index)),
            "gpc_rate", index -> TableReading.rate(Gpc.ofArray(index)),
            "inc_gpc", index -> TableReading.incremented(Gpc.ofArray(index)),
            "clr_gpc", index -> TableReading.cleared(Gpc.ofArray(index)));
}
