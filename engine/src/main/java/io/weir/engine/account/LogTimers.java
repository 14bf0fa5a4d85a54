package io.weir.engine.account;

/**
 * The times of a log line in milliseconds, -1 for a point that was not reached (configuration manual section 8.4).
 * Like HAProxy's, each is a difference of whole milliseconds since the first byte, so that they add up. Any thread.
 */
final class LogTimers {
    private LogTimers() {}

    /** {@code TR}: until the request head was there. */
    static int request(ExchangeRecord record) {
        return record.millisUntil(record.requestNanos);
    }

    /** {@code Tw}: in queues. */
    static int queue(ExchangeRecord record) {
        return between(record, record.requestNanos, record.slotNanos);
    }

    /** {@code Tc}: until the connection to the server was there, retries included. */
    static int connect(ExchangeRecord record) {
        return between(record, record.slotNanos, record.connectedNanos);
    }

    /** {@code Tr}: until the response head was there. */
    static int response(ExchangeRecord record) {
        return between(record, record.connectedNanos, record.responseNanos);
    }

    /** {@code Td}: from the response head to the end. */
    static int data(ExchangeRecord record) {
        return record.responseNanos == 0 ? -1 : between(record, record.responseNanos, record.endNanos);
    }

    /** {@code Ta}: all of it. */
    static int total(ExchangeRecord record) {
        return record.millisUntil(record.endNanos);
    }

    /** Where the earlier point was passed over, as in a tarpit, the time counts from the start. */
    private static int between(ExchangeRecord record, long from, long to) {
        if (to == 0) return -1;
        return Math.max(0, record.millisUntil(to) - Math.max(0, record.millisUntil(from)));
    }
}
