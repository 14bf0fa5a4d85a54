package io.weir.rules.lang;

import io.weir.rules.config.LogTarget;

/** A {@code log} line as it was said. Any thread. */
sealed interface LogLine {
    /** {@code log global}. */
    record Global() implements LogLine {}

    /** @param formatSaid whether {@code format} stood there; else {@code log-send-hostname} decides */
    record Target(LogTarget target, boolean formatSaid) implements LogLine {}
}
