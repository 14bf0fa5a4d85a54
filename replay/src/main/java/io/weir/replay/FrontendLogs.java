package io.weir.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.CaptureSlots;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.LogOptions;
import io.weir.rules.config.Mode;
import io.weir.rules.lang.Problem;
import io.weir.rules.sample.LogTemplate;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The log formats of a configuration's frontends, and reading lines that they wrote. Confined to the replaying thread. */
final class FrontendLogs {
    private final List<FormatLines> formats = new ArrayList<>();
    private final List<LineSplit> withoutRequest = new ArrayList<>();
    private final List<Problem> refusals = new ArrayList<>();
    private final Set<String> frontends = new HashSet<>();
    private final LoggedRequest logged = new LoggedRequest();
    private boolean writesJson;

    FrontendLogs(Configuration configuration) {
        Map<Written, List<String>> written = new LinkedHashMap<>();
        for (FrontendConfig front : configuration.frontends()) {
            frontends.add(front.name());
            var options = front.log();
            var format =
                    options.line() == LogOptions.Line.CUSTOM ? options.formats().line() : null;
            var template = format == null ? null : format.template();
            var error = options.formats().error();
            var errors = error == null ? null : error.template();
            if (template != null)
                written.computeIfAbsent(
                                new Written(template, front.capturing().slots(), front.mode()), _ -> new ArrayList<>())
                        .add(front.name());
            if (errors != null) withoutRequest.add(new LineSplit(LineFormReader.ofBadRequests(errors)));
        }
        written.forEach(this::add);
    }

    /** What lines depend on. */
    private record Written(LogTemplate template, CaptureSlots slots, Mode mode) {}

    private void add(Written written, List<String> names) {
        writesJson |= !written.template.pieces().isEmpty()
                && written.template.pieces().getFirst() instanceof LogTemplate.Literal(var text)
                && text.startsWith("{");
        var lines = new FormatLines(LineFormReader.of(written.template, written.slots), written.mode, names);
        var fault = lines.fault();
        if (fault == null) {
            formats.add(lines);
            withoutRequest.add(new LineSplit(LineFormReader.ofBadRequests(written.template)));
        } else refusals.add(fault);
    }

    /** Formats whose lines cannot be replayed, and why. */
    List<Problem> refusals() {
        return refusals;
    }

    /** Whether frontends have formats of their own, so that a line which fits none is a fault. */
    boolean any() {
        return !formats.isEmpty() || !refusals.isEmpty();
    }

    /** Whether lines of one of them begin as JSON does. */
    boolean writesJson() {
        return writesJson;
    }

    /** Whether the current line is one of them. */
    boolean fit(LineReader line) {
        String text = line.text(ISO_8859_1);
        int start = SyslogHeader.end(text);
        return formats.stream().anyMatch(lines -> lines.split().split(text, start) != LineSplit.Outcome.NO_FIT);
    }

    /** What lines of the readable formats do not show; to be asked for when one has been read. */
    List<Problem> warnings() {
        return formats.stream().flatMap(lines -> lines.warnings().stream()).toList();
    }

    /**
     * Reads the current line; {@code OTHER} when it fits none of the formats.
     *
     * @throws BadLineException for one that fits in more than one way
     */
    HttpLog.Kind read(LineReader line, RecordedRequest into) throws BadLineException {
        String text = line.text(ISO_8859_1);
        int start = SyslogHeader.end(text);
        var lines = fitting(line, text, start);
        if (lines == null && start > 0) lines = fitting(line, text, 0);
        if (lines != null) return take(lines, line, into);
        for (LineSplit split : withoutRequest)
            if (split.split(text, start) == LineSplit.Outcome.FITS) return HttpLog.Kind.UNREADABLE_REQUEST;
        return HttpLog.Kind.OTHER;
    }

    /** Why the line, which was read last and fits none, does not fit. */
    BadLineException mismatch(LineReader line) {
        String text = line.text(ISO_8859_1);
        FormatLines nearest = null;
        for (FormatLines lines : formats) {
            lines.split().split(text, SyslogHeader.end(text));
            if (nearest == null || lines.split().fitsUpTo() > nearest.split().fitsUpTo()) nearest = lines;
        }
        if (nearest == null) {
            var refusal = refusals.getFirst();
            return new BadLineException(
                    line.place(), refusal.message() + " (" + refusal.place() + ")", refusal.expected());
        }
        var split = nearest.split();
        return new BadLineException(
                line.place(split.fitsUpTo()),
                "the line does not fit the log format of " + split.form().place(),
                split.expectedThere());
    }

    private @Nullable FormatLines fitting(LineReader line, String text, int start) throws BadLineException {
        FormatLines found = null;
        FormatLines doubtful = null;
        for (FormatLines lines : formats) {
            switch (lines.split().split(text, start)) {
                case FITS -> {
                    String name = frontend(lines);
                    boolean other = !lines.frontends().contains(name);
                    if (other && frontends.contains(name)) continue;
                    if (found != null && !name.equals(frontend(found))) throw severalFit(line, found, lines);
                    found = lines;
                }
                case AMBIGUOUS -> doubtful = lines;
                case NO_FIT -> {}
            }
        }
        if (found != null || doubtful == null) return found;
        throw new BadLineException(
                line.place(),
                "the line fits the log format of "
                        + doubtful.split().form().place() + " in more than one way: nobody knows where '"
                        + doubtful.split().doubtfulItem() + "' ends",
                "an item in quotes, '%{+Q}', or text around it that it never holds");
    }

    /** The frontend that the line names, else the only one of that format. */
    private String frontend(FormatLines lines) {
        logged.clear();
        lines.split().put(logged);
        String named = logged.get(LoggedRequest.Part.FRONTEND);
        return named.isEmpty() ? lines.frontends().getFirst() : named;
    }

    private HttpLog.Kind take(FormatLines lines, LineReader line, RecordedRequest into) throws BadLineException {
        logged.put(LoggedRequest.Part.FRONTEND, frontend(lines));
        try {
            logged.date(into.inputs());
            logged.place(into);
        } catch (DateTimeException | NumberFormatException e) {
            throw new BadLineException(line.place(), "a date or number: " + e.getMessage(), "one that HAProxy logs");
        }
        logged.connect(into.connection());
        if (lines.mode() == Mode.TCP) return HttpLog.Kind.CONNECTION;
        return logged.request(into) ? HttpLog.Kind.REQUEST : HttpLog.Kind.UNREADABLE_REQUEST;
    }

    private static BadLineException severalFit(LineReader line, FormatLines one, FormatLines other) {
        return new BadLineException(
                line.place(),
                "the line names no frontend and fits the log formats of "
                        + one.frontends().getFirst() + " and "
                        + other.frontends().getFirst(),
                "a log format with an item for the frontend");
    }
}
