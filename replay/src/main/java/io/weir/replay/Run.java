package io.weir.replay;

import io.weir.rules.Place;
import io.weir.rules.config.Mode;
import io.weir.rules.lang.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One run over the lines of one or more files. Confined to the replaying thread. */
final class Run {
    /** Bad lines of a file after which the rest of it is left out. */
    private static final int MAX_BAD_LINES = 20;

    private static final String FORMS = "JSON objects, one a line, or lines of the log";

    private final Ways ways;
    private final Report report;
    private final LogLines log;
    private final RuleFaults faults;
    private final PrintStream err;
    private final JsonRecords json = new JsonRecords();
    private final RecordedRequest recorded = new RecordedRequest();
    private @Nullable Place firstOtherLine;
    private boolean anyRequest;

    /** @param err takes a line for each bad line */
    Run(Ways ways, Report report, LogLines log, RuleFaults faults, PrintStream err) {
        this.ways = ways;
        this.report = report;
        this.log = log;
        this.faults = faults;
        this.err = err;
    }

    /** Replays one file; false when it could not be replayed whole. */
    boolean replay(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return replay(in, file.toString());
        }
    }

    /** @param file as the user named it */
    boolean replay(InputStream in, String file) throws IOException {
        var lines = new LineReader(in, file);
        int bad = 0;
        boolean first = true;
        firstOtherLine = null;
        anyRequest = false;
        while (bad < MAX_BAD_LINES) {
            try {
                if (!lines.next()) break;
                if (lines.isBlank()) continue;
                if (first && !isReadable(lines)) return false;
                first = false;
                line(lines);
            } catch (BadLineException e) {
                err.println(e.problem());
                bad++;
            }
        }
        if (bad == MAX_BAD_LINES) err.println(file + ": error: too many bad lines, the rest is left out");
        if (report.summary().allLeftOut()) {
            err.println(file + ": error: no request was replayed, every line was left out");
            return false;
        }
        if (anyRequest || firstOtherLine == null) return bad == 0;
        err.println(
                new BadLineException(firstOtherLine, "neither this nor any other line is a request", FORMS).problem());
        return false;
    }

    /** Says so before anything is replayed when lines such as these cannot be. */
    private boolean isReadable(LineReader line) {
        if (line.startsWith('{') && !log.isLog(line)) return true;
        recorded.clear(line.place());
        var problems = log.problems(line, recorded);
        problems.forEach(err::println);
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    private void line(LineReader line) throws BadLineException, IOException {
        recorded.clear(line.place());
        if (line.startsWith('{') && !log.isLog(line)) jsonLine(line);
        else logLine(line);
    }

    private void jsonLine(LineReader line) throws BadLineException, IOException {
        json.read(line, recorded);
        anyRequest = true;
        String name = recorded.frontend();
        var front = name.isEmpty() ? ways.onlyFront() : ways.front(name);
        if (front != null && front.config().mode() == Mode.HTTP) {
            pass(front);
            return;
        }
        String message = name.isEmpty()
                ? "no frontend is named, and the configuration has several"
                : front == null ? "no frontend is named '" + name + "'" : "frontend '" + name + "' is in mode tcp";
        throw new BadLineException(line.place(), message, "one of " + String.join(", ", ways.frontNames()));
    }

    private void logLine(LineReader line) throws BadLineException, IOException {
        var kind = log.read(line, recorded);
        anyRequest |= kind != HttpLog.Kind.OTHER;
        switch (kind) {
            case REQUEST, CONNECTION -> {
                var front = ways.front(recorded.frontend());
                if (front == null || front.config().mode() != mode(kind)) {
                    report.summary().addOtherFrontend();
                    return;
                }
                report.summary().addFromLog();
                pass(front);
            }
            case UNREADABLE_REQUEST -> report.summary().addUnreadable();
            case OTHER -> {
                report.summary().addOtherLine();
                if (firstOtherLine == null) firstOtherLine = line.place();
            }
        }
    }

    private static Mode mode(HttpLog.Kind kind) {
        return kind == HttpLog.Kind.CONNECTION ? Mode.TCP : Mode.HTTP;
    }

    private void pass(Ways.Front front) throws IOException {
        String requested = front.config().mode() == Mode.TCP
                ? report.connected(recorded.connection())
                : report.requested(recorded.request());
        var decision = new Passage(ways, front, recorded).run();
        for (String fault : faults.take()) {
            decision.note("rule error", fault, "");
            report.summary().addRuleError(fault, recorded.place());
        }
        report.decided(recorded, requested, decision);
    }
}
