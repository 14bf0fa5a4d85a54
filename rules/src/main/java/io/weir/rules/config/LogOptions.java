package io.weir.rules.config;

import io.weir.rules.sample.LogFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a frontend logs.
 *
 * @param targets {@code log global} already resolved
 * @param line which line
 * @param formats texts of its own
 * @param dontLogNull whether connections without any data are silent
 * @param dontLogNormal {@code option dontlog-normal}: whether only what went wrong is logged
 * @param separateErrors {@code option log-separate-errors}: whether what went wrong is logged as an error
 * @param asap {@code option logasap}: whether a line is written when the response's head is there
 */
public record LogOptions(
        List<LogTarget> targets,
        Line line,
        Formats formats,
        boolean dontLogNull,
        boolean dontLogNormal,
        boolean separateErrors,
        boolean asap) {
    public LogOptions {
        targets = List.copyOf(targets);
    }

    /** A line without texts of its own. */
    public LogOptions(List<LogTarget> targets, Line line, boolean dontLogNull) {
        this(targets, line, Formats.NONE, dontLogNull, false, false, false);
    }

    /** Kind of line: HAProxy's short default, {@code option httplog}, {@code option jsonlog}, or a format of its own. */
    public enum Line {
        CONNECT,
        HTTP,
        JSON,
        CUSTOM
    }

    /**
     * Texts of a frontend's own.
     *
     * @param line of {@code log-format} and of options that stand for one; null unless the line is {@code CUSTOM}
     * @param error {@code error-log-format}, for connections that never came to a whole request; null: as the others
     * @param structuredData {@code log-format-sd}; null: none
     */
    public record Formats(
            @Nullable LogFormat line,
            @Nullable LogFormat error,
            @Nullable LogFormat structuredData) {
        public static final Formats NONE = new Formats(null, null, null);
    }
}
