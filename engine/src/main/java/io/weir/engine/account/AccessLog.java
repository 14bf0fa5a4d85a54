package io.weir.engine.account;

import io.weir.rules.config.LogOptions;
import io.weir.rules.config.LogTarget;
import java.util.List;

/**
 * The log of one frontend: one line for each exchange to each of its targets. Writing never waits and allocates nothing
 * that lasts: a line is put together in a buffer of the target's queue. Any thread.
 */
public final class AccessLog {
    private final LogOptions options;
    private final LineFormat format;
    private final Route[] routes;

    AccessLog(LogOptions options, LineFormat format, List<Route> routes) {
        this.options = options;
        this.format = format;
        this.routes = routes.toArray(new Route[0]);
    }

    /** Whether there is anything to write to, so that nobody collects facts for nothing. */
    public boolean isOn() {
        return routes.length > 0;
    }

    /** Writes the line of an exchange that has ended. */
    public void write(ExchangeRecord record) {
        if (routes.length == 0 || record.level > LogLevel.DEBUG.severity()) return;
        if (options.dontLogNull() && record.headBytes == 0) return;
        long now = System.currentTimeMillis();
        for (Route route : routes) if (record.level <= route.target.maxLevel()) write(record, route, now);
    }

    private void write(ExchangeRecord record, Route route, long now) {
        LogLine line = route.stream.take();
        if (line == null) return;
        try {
            route.start(line, record.level, now);
            format.write(record, line);
        } finally {
            route.stream.publish(line);
        }
    }

    /**
     * A target and the queue to its sink. Any thread.
     *
     * @param frameLengths bytes of a line's frame for each level
     */
    record Route(LogTarget target, LogStream stream, int[] frameLengths) {
        void start(LogLine line, int level, long now) {
            int lowered = Math.max(level, target.minLevel());
            line.start(target, lowered, now, target.length() - frameLengths[lowered]);
        }
    }
}
