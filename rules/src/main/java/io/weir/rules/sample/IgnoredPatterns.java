package io.weir.rules.sample;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternIndex;
import java.util.List;

/** Patterns of a method that has none: they are listed, and mean nothing. Any thread; immutable. */
final class IgnoredPatterns extends ListedPatterns<String> {
    IgnoredPatterns(List<StoredPattern<String>> patterns) {
        super(patterns, MapValue.NONE);
    }

    @Override
    String pattern(PatternEntry entry) {
        return entry.key();
    }

    @Override
    PatternIndex of(List<StoredPattern<String>> others) {
        return new IgnoredPatterns(others);
    }
}
