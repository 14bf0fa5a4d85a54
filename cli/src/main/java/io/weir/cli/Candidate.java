package io.weir.cli;

import io.weir.rules.config.Configuration;
import io.weir.rules.lang.Problem;
import io.weir.rules.lang.Severity;
import io.weir.scripting.Loading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What came of reading a configuration and its rules. Any thread; immutable. */
sealed interface Candidate {
    /** Everything found, in the order of the texts. */
    List<Problem> problems();

    default boolean hasWarnings() {
        return problems().stream().anyMatch(problem -> problem.severity() == Severity.WARNING);
    }

    /** Checked, and ready to run. */
    record Ready(Configuration configuration, Loading.Loaded rules, List<Problem> problems) implements Candidate {
        public Ready {
            problems = List.copyOf(problems);
        }

        /** Whether there is anything to listen on, for clients or for commands. */
        boolean listens() {
            return !configuration.global().statsSockets().isEmpty()
                    || configuration.frontends().stream()
                            .anyMatch(frontend -> !frontend.binds().isEmpty());
        }
    }

    /**
     * At least one problem is an error.
     *
     * @param files the rule files that were read, as {@link Loading#files} has them
     */
    record Refused(Map<Path, String> files, List<Problem> problems) implements Candidate {
        public Refused {
            files = Map.copyOf(files);
            problems = List.copyOf(problems);
        }

        long errors() {
            return problems.stream()
                    .filter(problem -> problem.severity() == Severity.ERROR)
                    .count();
        }
    }
}
