package io.weir.rules.table;

/** What is counted for tracked keys, with the data types that count it. Any thread. */
public enum TableEvent {
    SESSION(DataType.SESS_CNT, DataType.SESS_RATE),
    REQUEST(DataType.HTTP_REQ_CNT, DataType.HTTP_REQ_RATE),
    /** A request that the client is to blame for, such as one with a 4xx answer. */
    ERROR(DataType.HTTP_ERR_CNT, DataType.HTTP_ERR_RATE),
    /** A response that the server is to blame for. */
    FAILURE(DataType.HTTP_FAIL_CNT, DataType.HTTP_FAIL_RATE),
    BYTES_IN(DataType.BYTES_IN_CNT, DataType.BYTES_IN_RATE),
    BYTES_OUT(DataType.BYTES_OUT_CNT, DataType.BYTES_OUT_RATE);

    private final DataType count;
    private final DataType rate;

    TableEvent(DataType count, DataType rate) {
        this.count = count;
        this.rate = rate;
    }

    /** Whether a response with that status is an {@link #ERROR}. */
    public static boolean isError(int status) {
        return status >= 400 && status < 500;
    }

    /** Whether a response with that status is a {@link #FAILURE}: a client may bring about 501 and 505 itself. */
    public static boolean isFailure(int status) {
        return status >= 500 && status < 600 && status != 501 && status != 505;
    }

    /** Counts it for that key, where its table wants that. */
    public void count(TableEntry entry, long amount) {
        boolean counted = entry.table().stores(count, 0);
        boolean rated = entry.table().stores(rate, 0);
        if (counted) entry.add(count, 0, amount);
        if (rated) entry.add(rate, 0, amount);
        if (counted || rated) entry.touch();
    }
}
