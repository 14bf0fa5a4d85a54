package io.weir.engine.exchange;

import io.weir.rules.StreamSettings;
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
    static final long NANOS_PER_MILLI = 1_000_000;

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

    /** With what rules said for one request. */
    TimeoutNanos with(StreamSettings stream) {
        long other = stream.nanos(StreamSettings.Timeout.TUNNEL, tunnel);
        if (other == tunnel) return this;
        return new TimeoutNanos(
                connect, client, server, httpRequest, httpKeepAlive, queue, other, clientFin, serverFin, tarpit);
    }

    private static long nanos(@Nullable Duration duration) {
        return duration == null ? 0 : duration.toNanos();
    }
}
