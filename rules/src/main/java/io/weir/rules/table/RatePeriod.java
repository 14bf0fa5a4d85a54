package io.weir.rules.table;

/**
 * A rate as it is counted: the events of the present period and of the one before.
 *
 * @param ageMillis since the present period began, 0 or more
 *     <p>Any thread; immutable.
 */
public record RatePeriod(long ageMillis, long present, long previous) {
    static final RatePeriod NEVER = new RatePeriod(0, 0, 0);
}
