package io.weir.rules.lang;

import io.weir.rules.Place;
import java.util.Locale;

/**
 * Something wrong or doubtful in a configuration.
 *
 * @param code stable, for tools, such as {@code unknown-keyword}
 * @param expected what would have been right; empty when the message says it
 *     <p>Any thread.
 */
public record Problem(Severity severity, String code, Place place, String message, String expected) {
    /** {@code file:line:column: severity: message (expected ...)}. */
    @Override
    public String toString() {
        var text = place + ": " + severity.name().toLowerCase(Locale.ROOT) + ": " + message;
        return expected.isEmpty() ? text : text + " (expected " + expected + ")";
    }
}
