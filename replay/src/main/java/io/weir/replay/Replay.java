package io.weir.replay;

import io.weir.rules.Hooks;
import io.weir.rules.Scripts;
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
 * they would decide. Deterministic: counters, time and random numbers are those of the record. Confined to one thread.
 */
public final class Replay {
    /** It ran, and whatever was expected came out. */
    public static final int OK = 0;

    /** It ran, and an expectation failed. */
    public static final int EXPECTATION_FAILED = 1;

    /** It could not run, or not on every line. */
    public static final int COULD_NOT_RUN = 2;

    private final Configuration configuration;
    private final Scripts scripts;
    private final RuleFaults faults;
    private final Options options;

    /** What is written of each request. */
    public enum Detail {
        /** Every decision, then the summary. */
        DECISIONS,
        SUMMARY
    }

    /**
     * How to read and what to write.
     *
     * @param capturedHeaders the request headers that the HAProxy of the log lines captures, in the order of its
     *     {@code capture request header} lines
     */
    public record Options(Detail detail, List<String> capturedHeaders) {
        public static final Options DEFAULT = new Options(Detail.DECISIONS, List.of());

        public Options {
            capturedHeaders = List.copyOf(capturedHeaders);
        }
    }

    /**
     * Reads a configuration with its scripts, and replays files with it, one after the other.
     *
     * @param configurations files or folders, as after {@code -f}
     * @param environment what {@code "${VAR}"} in them sees
     * @param captures files of JSON lines or of lines of {@code option httplog}
     * @return the exit status: {@link #OK}, {@link #EXPECTATION_FAILED} or {@link #COULD_NOT_RUN}
     */
    public static int run(
            List<Path> configurations,
            Map<String, String> environment,
            List<Path> captures,
            Options options,
            PrintStream out,
            PrintStream err) {
        var reading = ConfigReader.read(configurations, environment);
        reading.problems().forEach(err::println);
        var configuration = reading.configuration();
        if (configuration == null) return COULD_NOT_RUN;
        var faults = new RuleFaults();
        try (var rules = JsRules.tracing(faults)) {
            var loading = rules.load(configuration);
            loading.problems().forEach(err::println);
            return switch (loading) {
                case Loading.Refused _ -> COULD_NOT_RUN;
                case Loading.Loaded loaded ->
                    new Replay(configuration, loaded.scripts(), faults, options).run(captures, out, err);
            };
        }
    }

    private Replay(Configuration configuration, Scripts scripts, RuleFaults faults, Options options) {
        this.configuration = configuration;
        this.scripts = scripts;
        this.faults = faults;
        this.options = options;
    }

    private int run(List<Path> captures, PrintStream out, PrintStream err) {
        if (!allReadable(captures, err)) return COULD_NOT_RUN;
        try (Hooks hooks = scripts.open()) {
            var report = new Report(out, options.detail());
            var run = new Run(
                    new Ways(configuration, hooks), report, new HttpLog(options.capturedHeaders()), faults, err);
            boolean complete = true;
            for (Path capture : captures) complete &= run.replay(capture);
            report.finish();
            if (!complete) return COULD_NOT_RUN;
            return report.summary().expectationsFailed() ? EXPECTATION_FAILED : OK;
        } catch (IOException e) {
            err.println("error: " + e.getMessage());
            return COULD_NOT_RUN;
        }
    }

    private static boolean allReadable(List<Path> captures, PrintStream err) {
        boolean all = true;
        for (Path capture : captures) {
            String fault = !Files.exists(capture)
                    ? "no such file"
                    : Files.isDirectory(capture) ? "is a folder" : Files.isReadable(capture) ? "" : "is not readable";
            if (fault.isEmpty()) continue;
            err.println(capture + ": error: " + fault + " (expected a file of requests to replay)");
            all = false;
        }
        return all;
    }
}
