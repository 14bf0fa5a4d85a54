package io.weir.rules.pattern;

/** One way of comparing; equal ones share an index. Any thread; immutable. */
public interface PatternKind {
    /** An index of this kind without entries. */
    PatternIndex empty();

    /** Kinds of one family are one to HAProxy, which tells of the first only. */
    String family();
}
