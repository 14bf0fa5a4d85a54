package io.weir.engine.account;

import java.util.concurrent.atomic.LongAdder;

/** Responses by the class of their status. Any thread. */
public final class ResponseCounters {
    private final LongAdder[] classes = {
        new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder()
    };

    /** Counts one; a status outside 100 to 599 counts as "other". */
    public void count(int status) {
        classes[status >= 100 && status <= 599 ? status / 100 : 0].increment();
    }

    /** @param hundreds 1 to 5, or 0 for "other" */
    public long of(int hundreds) {
        return classes[hundreds].sum();
    }

    /** All of them. */
    public long sum() {
        long sum = 0;
        for (LongAdder each : classes) sum += each.sum();
        return sum;
    }
}
