package io.weir.rules.sample;

import io.weir.rules.pattern.PatternIndex;
import org.jspecify.annotations.Nullable;

/** Patterns that text is compared with. Any thread; immutable. */
sealed interface TextIndex extends PatternIndex permits TextList, TextTree, RegexList, NumberList {
    /**
     * The pattern that fits, or null.
     *
     * @param start inclusive
     * @param end exclusive
     */
    @Nullable StoredPattern<?> find(byte[] bytes, int start, int end);
}
