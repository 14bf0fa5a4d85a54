package io.weir.rules.sample;

import io.weir.rules.table.KeyType;
import io.weir.rules.table.StickTable;
import org.jspecify.annotations.Nullable;

/** Makes keys of tables out of samples, as they become the table's type by themselves. Any thread. */
public final class TableKeys {
    private TableKeys() {}

    /** What a sample must become to be a key of that type. */
    public static SampleType type(KeyType type) {
        return switch (type) {
            case IP, IPV6 -> SampleType.IP;
            case INTEGER -> SampleType.INT;
            case STRING -> SampleType.STR;
            case BINARY -> SampleType.BIN;
        };
    }

    /** The key, or null where the sample cannot become one. */
    public static @Nullable Object of(StickTable table, Object sample) {
        KeyType type = table.config().type();
        Object value = Casts.to(type(type), sample);
        if (value == null) return null;
        int bytes = table.config().keyBytes();
        return switch (type) {
            case IP -> value instanceof java.net.Inet4Address ? value : null;
            case IPV6 -> value;
            case INTEGER -> (Long) value & 0xffffffffL;
            case STRING -> cut((String) value, bytes);
            case BINARY -> padded(cut((String) value, bytes), bytes);
        };
    }

    private static String cut(String text, int bytes) {
        return text.length() > bytes ? text.substring(0, bytes) : text;
    }

    private static String padded(String text, int bytes) {
        return text.length() < bytes ? text + "\0".repeat(bytes - text.length()) : text;
    }
}
