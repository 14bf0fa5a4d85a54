package io.weir.rules.table;

/**
 * One item of {@code stick-table store}.
 *
 * @param elements how many of it; 1 unless it is an array
 * @param periodMillis of a rate, 1 or more; 0 for anything else
 *     <p>Any thread.
 */
public record Stored(DataType type, int elements, int periodMillis) {
    /** The largest array. */
    public static final int MAX_ELEMENTS = 100;

    public Stored {
        if (elements < 1 || elements > MAX_ELEMENTS)
            throw new IllegalArgumentException(elements + " elements of " + type.word());
        if ((type.kind() == DataType.Kind.RATE) != (periodMillis > 0))
            throw new IllegalArgumentException("a period of " + periodMillis + " ms for " + type.word());
    }
}
