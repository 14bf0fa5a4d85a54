package io.weir.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.config.Configuration;
import io.weir.rules.lang.Problem;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads lines of logs: those of the log formats of the configuration, of {@code option httplog}, and the JSON that Weir
 * writes. Confined to the replaying thread.
 */
final class LogLines {
    /** What only records have, unless a log format makes it up. */
    private static final Pattern RECORD = Pattern.compile("\"req\"\\s*:\\s*\\{");

    private final FrontendLogs formats;
    private final HttpLog http;
    private final JsonLog json;

    LogLines(Configuration configuration, HttpLog http) {
        formats = new FrontendLogs(configuration);
        json = new JsonLog(configuration);
        this.http = http;
    }

    /** Whether the current line, which begins with a brace, is one of a log and no record. */
    boolean isLog(LineReader line) {
        String text = line.text(ISO_8859_1);
        return JsonLog.begins(text, 0)
                || formats.writesJson() && (!RECORD.matcher(text).find() || formats.fit(line));
    }

    /** What is to be said before the first of such lines is replayed; errors: it cannot be. */
    List<Problem> problems(LineReader line, RecordedRequest scratch) {
        if (!formats.any()) return List.of();
        try {
            if (isWeirs(line)) return List.of();
            if (formats.read(line, scratch) != HttpLog.Kind.OTHER) return formats.warnings();
            scratch.clear(line.place());
            if (isNotice(line) || http.read(line, scratch) != HttpLog.Kind.OTHER) return List.of();
        } catch (BadLineException _) {
            return formats.refusals(); // replaying it says so
        }
        return formats.refusals();
    }

    /** Reads the current line. */
    HttpLog.Kind read(LineReader line, RecordedRequest into) throws BadLineException {
        if (isWeirs(line)) return json.read(line, SyslogHeader.end(line.text(ISO_8859_1)), into);
        if (!formats.any()) return http.read(line, into);
        var kind = formats.read(line, into);
        if (kind != HttpLog.Kind.OTHER || isNotice(line)) return kind;
        return builtIn(line, into);
    }

    /** Lines of {@code option httplog} are read whatever the format, as the log may be older than it. */
    private HttpLog.Kind builtIn(LineReader line, RecordedRequest into) throws BadLineException {
        try {
            into.clear(line.place());
            var kind = http.read(line, into);
            if (kind != HttpLog.Kind.OTHER) return kind;
        } catch (BadLineException _) {
            throw formats.mismatch(line);
        }
        throw formats.mismatch(line);
    }

    /** A format of the configuration's own may use the same names. */
    private boolean isWeirs(LineReader line) {
        String text = line.text(ISO_8859_1);
        int start = SyslogHeader.end(text);
        boolean begins = start < text.length() && text.charAt(start) == '{' && JsonLog.begins(text, start);
        return begins && (!formats.writesJson() || JsonLog.isWhole(text) && !formats.fit(line));
    }

    private static boolean isNotice(LineReader line) {
        String text = line.text(ISO_8859_1);
        return SyslogHeader.isNotice(text, SyslogHeader.end(text));
    }
}
