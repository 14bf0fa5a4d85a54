package io.weir.replay;

import io.weir.rules.table.DataType;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.StickTableConfig;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stick tables of a configuration. They live as long as the run, and their clock shows the time of the record at
 * work, so that the same records always fill them in the same way. A record that is older than one before it counts at
 * the time of that one. Confined to the replaying thread.
 */
final class RecordedTables {
    private static final Set<DataType> OF_CONNECTIONS =
            EnumSet.of(DataType.CONN_CNT, DataType.CONN_RATE, DataType.SESS_CNT, DataType.SESS_RATE);
    private static final Set<DataType> OF_STATUS =
            EnumSet.of(DataType.HTTP_ERR_CNT, DataType.HTTP_ERR_RATE, DataType.HTTP_FAIL_CNT, DataType.HTTP_FAIL_RATE);

    private final Map<String, StickTable> tables = new HashMap<>();

    /**
     * What the records so far do not tell. Nothing says how many bytes went by, when a connection ended or which server a
     * key sticks to.
     */
    private final EnumSet<DataType> unknown = EnumSet.of(
            DataType.CONN_CUR,
            DataType.SERVER_ID,
            DataType.BYTES_IN_CNT,
            DataType.BYTES_IN_RATE,
            DataType.BYTES_OUT_CNT,
            DataType.BYTES_OUT_RATE);

    private long clockMillis = Long.MIN_VALUE;
    private long lateRecords;
    private @Nullable GivenInputs asking;

    RecordedTables(List<StickTableConfig> configs) {
        for (StickTableConfig config : configs)
            tables.put(config.name(), new StickTable(config, () -> clockMillis, type -> read(config, type)));
    }

    /** The record with these inputs is at work from now on. */
    void aim(GivenInputs inputs) {
        asking = inputs;
        if (tables.isEmpty() || !inputs.hasTime()) return;
        long now = inputs.timeMillis();
        if (now < clockMillis) lateRecords++;
        else clockMillis = now;
    }

    @Nullable StickTable table(String name) {
        return tables.get(name);
    }

    /** A record that was tracked does not tell the status of its response. */
    void statusIsUnknown() {
        unknown.addAll(OF_STATUS);
    }

    /** A record that was tracked with its connection does not tell whether that was new. */
    void connectionIsUnknown() {
        unknown.addAll(OF_CONNECTIONS);
    }

    /** Records that were older than one before them. */
    long lateRecords() {
        return lateRecords;
    }

    private void read(StickTableConfig table, DataType type) {
        if (asking != null && unknown.contains(type)) throw asking.missing(type.word() + " of table " + table.name());
    }
}
