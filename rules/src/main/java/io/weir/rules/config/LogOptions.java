package io.weir.rules.config;

import java.util.List;

/**
 * What a frontend logs.
 *
 * @param targets {@code log global} already resolved
 * @param line which line
 * @param dontLogNull whether connections without any data are silent
 */
public record LogOptions(List<LogTarget> targets, Line line, boolean dontLogNull) {
    public LogOptions {
        targets = List.copyOf(targets);
    }

    /** Kind of line: {@code option httplog}, or HAProxy's short default. */
    public enum Line {
        CONNECT,
        HTTP,
        JSON
    }
}
