package io.weir.rules.lang;

import io.weir.rules.Phase;
import io.weir.rules.action.RuleLine;
import org.jspecify.annotations.Nullable;

/** Reads the lines of rule sets such as {@code http-request}. Confined to the reading thread. */
public final class RuleLineReader {
    private final Problems problems;

    public RuleLineReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads the words behind the phase's keyword; null when they are wrong, which is reported. */
    public @Nullable RuleLine read(Phase phase, Words words, AclScope scope) {
        problems.error("not-supported-yet", words.place(), phase.keyword() + " in " + scope.proxy(), "");
        return null;
    }
}
