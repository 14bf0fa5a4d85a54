package io.weir.replay;

import io.weir.rules.Hooks;
import io.weir.rules.config.Configuration;
import io.weir.rules.lang.ConfigReader;
import io.weir.scripting.JsRules;
import io.weir.scripting.Loading;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs recorded requests through the rules of a configuration, without sockets and without an engine, and reports what
 * they would decide. Deterministic: counters, time and random numbers are those of the record. Any thread; a run is confined to its caller's.
 */
public final class Replay {
    /** It ran, and whatever was expected came out. */
    public static final int OK = 0;

    /** It ran, and an expectation failed. */
    public static final int EXPECTATION_FAILED = 1;

    /** It could not run, or not on every line. */
    public static final int COULD_NOT_RUN = 2;

    private Replay() {}

    /** What is written of each request. */
    public enum Detail {
        /** Every decision, then the summary. */
        DECISIONS,
        SUMMARY
    }

    /**
     * What to replay.
     *
     * @param configurations files or folders, as after {@code -f}
     * @param environment what {@code "${VAR}"} in them sees
     * @param captures files of JSON lines or of log lines
     * @param detail what is written of each request
     * @param capturedHeaders the request headers that the HAProxy of the log lines captures, in the order of its
     *     {@code capture request header} lines
     */
    public record Order(
            List<Path> configurations,
            Map<String, String> environment,
            List<Path> captures,
            Detail detail,
            List<String> capturedHeaders) {
        public Order {
            configurations = List.copyOf(configurations);
            environment = Map.copyOf(environment);
            captures = List.copyOf(captures);
            capturedHeaders = List.copyOf(capturedHeaders);
        }
    }

    /**
     * Reads the configuration with its scripts, and replays the files with it, one after the other.
     *
     * @param err takes everything that is wrong or doubtful, as {@code file:line:column: severity: message}
     * @return the exit status: {@link #OK}, {@link #EXPECTATION_FAILED} or {@link #COULD_NOT_RUN}
     */
    public static int run(Order order, PrintStream out, PrintStream err) {
        var reading = ConfigReader.read(order.configurations(), order.environment());
        reading.problems().forEach(err::println);
        var configuration = reading.configuration();
        if (configuration == null || !allReadable(order.captures(), err)) return COULD_NOT_RUN;
        warnOfSticking(configuration, err);
        var faults = new RuleFaults();
        try (var rules = JsRules.tracing(faults)) {
            var loading = rules.load(configuration);
            loading.problems().forEach(err::println);
            return switch (loading) {
                case Loading.Refused _ -> COULD_NOT_RUN;
                case Loading.Loaded loaded -> {
                    try (Hooks hooks = loaded.scripts().open()) {
                        var report = new Report(out, order.detail());
                        var log = new HttpLog(order.capturedHeaders());
                        var ways = new Ways(configuration, hooks);
                        int status = run(new Run(ways, report, new LogLines(configuration, log), faults, err), order);
                        report.summary().lateRecords(ways.tables().lateRecords());
                        yield finish(status, report);
                    }
                }
            };
        } catch (IOException e) {
            err.println("error: " + e.getMessage());
            return COULD_NOT_RUN;
        }
    }

    /** Which server a request sticks to is not for a replay to know, nor what tables keep of that. */
    private static void warnOfSticking(Configuration configuration, PrintStream err) {
        for (var backend : configuration.backends()) {
            var stick = backend.persistence().stick();
            if (stick.isEmpty()) continue;
            var lines = stick.request().isEmpty() ? stick.response() : stick.request();
            err.println(lines.getFirst().place()
                    + ": warning: 'stick' lines are not replayed: stick tables lack the keys that backend '"
                    + backend.name() + "' stores");
        }
    }

    private static int run(Run run, Order order) throws IOException {
        boolean complete = true;
        for (Path capture : order.captures()) complete &= run.replay(capture);
        return complete ? OK : COULD_NOT_RUN;
    }

    private static int finish(int status, Report report) throws IOException {
        report.finish();
        if (status != OK) return status;
        return report.summary().expectationsFailed() ? EXPECTATION_FAILED : OK;
    }

    private static boolean allReadable(List<Path> captures, PrintStream err) {
        boolean all = true;
        for (Path capture : captures) {
            if (Files.isReadable(capture) && !Files.isDirectory(capture)) continue;
            String fault = Files.isDirectory(capture)
                    ? "is a folder"
                    : Files.exists(capture) ? "not readable" : "no such file";
            err.println(capture + ": error: " + fault + " (expected a file of requests to replay)");
            all = false;
        }
        return all;
    }
}
