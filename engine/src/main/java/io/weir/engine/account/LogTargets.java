package io.weir.engine.account;

import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.LogHeader;
import io.weir.rules.config.LogOptions;
import io.weir.rules.config.LogTarget;
import io.weir.rules.config.Mode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All that the process logs to. A sink is opened when its first line comes and is shared by all who name it, also after
 * a reload. One that is missing, such as a machine without {@code /dev/log}, costs its lines and nothing else. Any
 * thread.
 */
public final class LogTargets implements AutoCloseable {
    /** Lines that may wait for one sink: some 40 ms of a busy proxy. Beyond it lines are dropped and counted. */
    static final int QUEUE_LINES = 4096;

    private final ConcurrentHashMap<LogTarget.Sink, LogStream> streams = new ConcurrentHashMap<>();
    private final LogClock clock = new LogClock(ZoneId.systemDefault());
    private final LogFraming framing;

    public LogTargets(LogHeader header) {
        framing = new LogFraming(header, clock);
    }

    /** The log of a frontend, as its configuration says. */
    public AccessLog accessLog(FrontendConfig frontend) {
        return accessLog(frontend.log(), frontend.mode());
    }

    AccessLog accessLog(LogOptions options, Mode mode) {
        LineFormat format = LineFormat.of(options, mode, clock);
        return new AccessLog(options, format, new HandshakeLine(clock), routes(options.targets()));
    }

    /** Logs what is no exchange: starts and ends, servers that come and go. */
    public void event(List<LogTarget> targets, LogLevel level, String text) {
        for (AccessLog.Route route : routes(targets)) {
            if (level.severity() > route.target().maxLevel()) continue;
            LogLine line = route.stream().take();
            if (line == null) continue;
            route.start(line, level.severity(), System.currentTimeMillis());
            if (route.target().format() == LogTarget.Format.RFC5424) line.put("- ");
            line.putEscaped(text);
            route.stream().publish(line);
        }
    }

    /** Lines lost so far, {@code DroppedLogs} of {@code show info}. */
    public long dropped() {
        long sum = 0;
        for (LogStream stream : streams.values()) sum += stream.dropped();
        return sum;
    }

    /** Writes what waits and stops logging. */
    @Override
    public void close() {
        for (LogStream stream : streams.values()) stream.close();
    }

    private List<AccessLog.Route> routes(List<LogTarget> targets) {
        var routes = new ArrayList<AccessLog.Route>();
        for (LogTarget target : targets) {
            var stream =
                    streams.computeIfAbsent(target.sink(), sink -> new LogStream(sink, framing, QUEUE_LINES).started());
            routes.add(new AccessLog.Route(target, stream, framing.lengths(target), new AtomicInteger()));
        }
        return routes;
    }
}
