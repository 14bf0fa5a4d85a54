package io.weir.engine.exchange;

import io.weir.rules.config.Timeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The timeouts of a proxy in nanoseconds; 0: none. Any thread. */
public record TimeoutNanos(
        long connect,
        long client,
        long server,
        long httpRequest,
        long httpKeepAlive,
        long queue,
        long tunnel,
        long clientFin,
        long serverFin,
        long tarpit) {
    public static TimeoutNanos of(Timeouts timeouts) {
        return new TimeoutNanos(
                nanos(timeouts.connect()),
                nanos(timeouts.client()),
                nanos(timeouts.server()),
                nanos(timeouts.httpRequest()),
                nanos(timeouts.httpKeepAlive()),
                nanos(timeouts.queue()),
                nanos(timeouts.tunnel()),
                nanos(timeouts.clientFin()),
                nanos(timeouts.serverFin()),
                nanos(timeouts.tarpit()));
    }

    private static long nanos(@Nullable Duration duration) {
        return duration == null ? 0 : duration.toNanos();
    }
}
