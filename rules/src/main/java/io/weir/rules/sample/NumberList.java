package io.weir.rules.sample;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ranges that are tried one after the other, on numbers or on lengths of text. Any thread; immutable. */
final class NumberList extends ListedPatterns<NumberRange> implements TextIndex {
    NumberList(MapValue value, List<StoredPattern<NumberRange>> patterns) {
        super(patterns, value);
    }

    @Override
    NumberRange pattern(PatternEntry entry) throws PatternException {
        return NumberRange.of(entry.key(), entry.line());
    }

    @Override
    PatternIndex of(List<StoredPattern<NumberRange>> others) {
        return new NumberList(value, others);
    }

    /** The range that holds the number, or null. */
    @Nullable StoredPattern<?> find(long number) {
        for (int i = 0; i < patterns.size(); i++) if (patterns.get(i).pattern().holds(number)) return patterns.get(i);
        return null;
    }

    @Override
    public @Nullable StoredPattern<?> find(byte[] bytes, int start, int end) {
        return find(end - start);
    }
}
