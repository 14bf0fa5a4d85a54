package io.weir.rules.sample;

/**
 * Type of a sample, and which types it becomes by itself where another one is needed (configuration manual sections 7.1
 * and 7.3.1). In Java: BOOL is {@link Boolean}, INT {@link Long}, IP {@link java.net.InetAddress}, all others
 * {@link String} with bytes as ISO 8859-1. Any thread.
 */
public enum SampleType {
    BOOL,
    INT,
    IP,
    STR,
    BIN,
    METH,
    /** Known only when it is evaluated, such as a variable's. */
    ANY;

    /** Whether a value of this type can become one of that type. */
    public boolean becomes(SampleType other) {
        if (this == other || this == ANY || other == ANY) return true;
        return switch (this) {
            case BOOL -> other != IP && other != METH;
            case INT -> other != METH;
            case IP -> other != METH && other != BOOL;
            case STR -> true;
            case BIN, METH -> other == STR || other == BIN || other == METH;
            case ANY -> true;
        };
    }
}
