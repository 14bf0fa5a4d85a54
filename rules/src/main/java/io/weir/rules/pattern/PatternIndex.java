package io.weir.rules.pattern;

import java.util.List;

/** The entries of a reference prepared for one way of comparing. Any thread; immutable. */
public interface PatternIndex {
    /**
     * The index with these behind its own.
     *
     * @throws PatternException when one is not of the kind
     */
    PatternIndex with(List<PatternEntry> entries) throws PatternException;

    /**
     * The index with another value for the entry of the same number and key.
     *
     * @throws PatternException when the value is not of the kind
     */
    PatternIndex replaced(PatternEntry entry) throws PatternException;

    /** The index without that entry. */
    PatternIndex without(PatternEntry entry);
}
