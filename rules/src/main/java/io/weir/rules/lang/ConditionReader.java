package io.weir.rules.lang;

import io.weir.rules.sample.Condition;

/** Reads {@code acl} lines and the conditions behind {@code if} and {@code unless}. Confined to the reading thread. */
public final class ConditionReader {
    private final Problems problems;

    public ConditionReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads the words behind {@code acl}: a name and a test; a name given twice holds when either test does. */
    public void acl(Words words, AclScope scope) {
        problems.error("not-supported-yet", words.place(), "acl is not supported yet", "");
    }

    /** Reads {@code if COND} or {@code unless COND} up to the end of the line; at the end, there is no condition. */
    public Condition tail(Words words, AclScope scope, Usable where) {
        if (words.hasNext()) problems.error("not-supported-yet", words.place(), "conditions are not supported yet", "");
        return Condition.ALWAYS;
    }
}
