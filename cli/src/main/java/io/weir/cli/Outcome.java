package io.weir.cli;

import java.util.List;

/** What came of a reload. Any thread; immutable. */
sealed interface Outcome {
    /** For the user, one line each. */
    List<String> lines();

    /** It runs now. */
    record Active(List<String> lines) implements Outcome {
        public Active {
            lines = List.copyOf(lines);
        }
    }

    /** Something is wrong with it; what ran before goes on. */
    record Refused(List<String> lines) implements Outcome {
        public Refused {
            lines = List.copyOf(lines);
        }
    }
}
