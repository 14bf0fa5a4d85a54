package io.weir.engine.account;

import io.weir.rules.HandshakeFault;
import io.weir.rules.Transaction;
import io.weir.rules.config.LogOptions;
import io.weir.rules.config.LogTarget;
import io.weir.rules.sample.LogFormat;
import io.weir.rules.sample.LogMoment;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The log of one frontend: one line for each exchange to each of its targets. Writing never waits and allocates nothing
 * that lasts: a line is put together in a buffer of the target's queue. Any thread.
 */
public final class AccessLog {
    private final LogOptions options;
    private final LineFormat format;
    private final LineFormat errorFormat;
    private final LineFormat handshakeFormat;
    private final LogMoment moment;
    private final Route[] routes;

    AccessLog(LogOptions options, LineFormat format, LineFormat handshakeFormat, List<Route> routes) {
        this.options = options;
        this.format = format;
        LogFormat error = options.formats().error();
        errorFormat = error == null ? format : new CustomLine(error);
        this.handshakeFormat = error == null ? handshakeFormat : errorFormat;
        moment = momentOf(options);
        this.routes = routes.toArray(new Route[0]);
    }

    private static LogMoment momentOf(LogOptions options) {
        if (options.asap()) return LogMoment.RESPONSE;
        LogFormat line = options.formats().line();
        if (line == null || line.moment() == LogMoment.END) return LogMoment.END;
        LogFormat data = options.formats().structuredData();
        if (data != null && data.moment() == LogMoment.END) return LogMoment.END;
        return LogMoment.RESPONSE;
    }

    /** Whether there is anything to write to, so that nobody collects facts for nothing. */
    public boolean isOn() {
        return routes.length > 0;
    }

    /** Whether a line is written as soon as the response's head is there. */
    public boolean isEarly() {
        return moment == LogMoment.RESPONSE && routes.length > 0;
    }

    /** {@code option logasap}: lines show with a plus sign what they do not wait for. */
    public boolean isAsap() {
        return options.asap();
    }

    /** Whether that exchange is to have a line. */
    public boolean wants(ExchangeRecord record) {
        if (routes.length == 0 || options.dontLogNull() && record.headBytes == 0) return false;
        return !options.dontLogNormal() || record.wentWrong();
    }

    /** The level of an exchange for which no rule said one. */
    public int levelOf(ExchangeRecord record) {
        boolean error = options.separateErrors() && record.wentWrong();
        return (error ? LogLevel.ERR : LogLevel.INFO).severity();
    }

    /** Writes the line of an exchange. */
    public void write(ExchangeRecord record) {
        if (record.level > LogLevel.DEBUG.severity() || !wants(record)) return;
        write(record, record.requestWhole() ? format : errorFormat);
    }

    /** Writes that a client connection never became a session. */
    public void writeFault(ExchangeRecord record, HandshakeFault fault) {
        if (options.dontLogNull() && fault.isEmpty()) return;
        record.level = (options.separateErrors() ? LogLevel.ERR : LogLevel.INFO).severity();
        write(record, handshakeFormat);
    }

    private void write(ExchangeRecord record, LineFormat as) {
        long now = System.currentTimeMillis();
        for (Route route : routes)
            if (record.level <= route.target.maxLevel() && route.isNext()) write(record, as, route, now);
        if (record.logLines != null) record.logLines.increment();
    }

    private void write(ExchangeRecord record, LineFormat as, Route route, long now) {
        LogLine line = route.stream.take();
        if (line == null) return;
        try {
            route.start(line, record.level, now);
            if (route.target.format() == LogTarget.Format.RFC5424) structuredData(record.transaction, line);
            as.write(record, line);
        } finally {
            route.stream.publish(line);
        }
    }

    /** What stands before the text of RFC 5424 (section 6.3); a dash where there is nothing. */
    private void structuredData(@Nullable Transaction txn, LogLine line) {
        int start = line.length();
        LogFormat data = options.formats().structuredData();
        if (data != null && txn != null) data.write(txn, line);
        while (line.length() > start && line.bytes()[line.length() - 1] == ' ') line.back(line.length() - 1);
        if (line.length() == start) line.put('-');
        line.put(' ');
    }

    /**
     * A target and the queue to its sink. Any thread.
     *
     * @param frameLengths bytes of a line's frame for each level
     * @param lines that were for it so far, those included that its sample leaves out
     */
    record Route(LogTarget target, LogStream stream, int[] frameLengths, AtomicInteger lines) {
        /** Whether the next line is one of its sample. */
        boolean isNext() {
            return target.sample().size() == 1 || target.sample().takes(lines.getAndIncrement());
        }

        void start(LogLine line, int level, long now) {
            int lowered = Math.max(level, target.minLevel());
            line.start(target, lowered, now, target.length() - frameLengths[lowered]);
        }
    }
}
