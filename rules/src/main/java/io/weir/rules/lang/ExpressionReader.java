package io.weir.rules.lang;

import io.weir.rules.sample.Expression;
import org.jspecify.annotations.Nullable;

/** Reads sample expressions: a fetch and its converters. Confined to the reading thread. */
public final class ExpressionReader {
    private final Problems problems;
    private final AclScope scope;

    public ExpressionReader(Problems problems, AclScope scope) {
        this.problems = problems;
        this.scope = scope;
    }

    /** Reads one word such as {@code req.hdr(host),lower}; null when it is wrong, which is reported. */
    public @Nullable Expression read(Word word, Usable where) {
        problems.error("not-supported-yet", word.place(), "expressions in " + scope.proxy() + " for " + where, "");
        return null;
    }
}
