package io.weir.scripting;

import io.weir.rules.Scripts;
import io.weir.rules.lang.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What came of loading the rule modules of a configuration. Any thread; immutable. */
public sealed interface Loading {
    /** Errors and warnings, in the order in which they were found. */
    List<Problem> problems();

    /**
     * Every file that was read, imported ones too, with the SHA-256 of what it held then, in hexadecimal: what to watch
     * for changes. A file that is reached through a link is there by both paths.
     */
    Map<Path, String> files();

    /**
     * A new version, checked; nothing runs it yet.
     *
     * @param hash SHA-256 over all files, in hexadecimal; empty without scripts
     * @param at when it was loaded
     * @param problems warnings only
     */
    record Loaded(Scripts scripts, String hash, Instant at, Map<Path, String> files, List<Problem> problems)
            implements Loading {
        public Loaded {
            files = Map.copyOf(files);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Something is wrong; there is no new version.
     *
     * @param problems at least one error
     */
    record Refused(Map<Path, String> files, List<Problem> problems) implements Loading {
        public Refused {
            files = Map.copyOf(files);
            problems = List.copyOf(problems);
        }
    }
}
