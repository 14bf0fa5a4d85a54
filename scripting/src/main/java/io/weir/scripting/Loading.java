package io.weir.scripting;

import io.weir.rules.Scripts;
import io.weir.rules.lang.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What came of loading the rule modules of a configuration. Any thread; immutable. */
public sealed interface Loading {
    /** Errors and warnings, in the order in which they were found. */
    List<Problem> problems();

    /**
     * A new version, checked; nothing runs it yet.
     *
     * @param hash SHA-256 over all files, in hexadecimal; empty without scripts
     * @param at when it was loaded
     * @param files every file that was read, imported ones too: what to watch for changes
     * @param problems warnings only
     */
    record Loaded(Scripts scripts, String hash, Instant at, List<Path> files, List<Problem> problems)
            implements Loading {
        public Loaded {
            files = List.copyOf(files);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Something is wrong; there is no new version.
     *
     * @param problems at least one error
     */
    record Refused(List<Problem> problems) implements Loading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
