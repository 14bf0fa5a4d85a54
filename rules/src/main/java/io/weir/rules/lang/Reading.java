package io.weir.rules.lang;

import io.weir.rules.config.Configuration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading configuration files.
 *
 * @param configuration null when a problem is an error
 * @param problems in the order of the text, everything that is wrong or doubtful
 *     <p>Any thread; immutable.
 */
public record Reading(@Nullable Configuration configuration, List<Problem> problems) {
    public Reading {
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        return configuration == null;
    }

    /** Problems that are warnings, such as {@code zero-warning} minds. */
    public boolean hasWarnings() {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.WARNING);
    }
}
