package io.weir.rules.sample;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patterns that are tried one after the other in the order of the file, the first that fits is it. Each change copies
 * the list, which costs less than going through it once. Any thread; immutable.
 */
abstract sealed class ListedPatterns<P> implements PatternIndex
        permits TextList, RegexList, NumberList, IgnoredPatterns {
    final List<StoredPattern<P>> patterns;
    final MapValue value;

    ListedPatterns(List<StoredPattern<P>> patterns, MapValue value) {
        this.patterns = patterns;
        this.value = value;
    }

    /** @throws PatternException when the key is not of the kind */
    abstract P pattern(PatternEntry entry) throws PatternException;

    abstract PatternIndex of(List<StoredPattern<P>> others);

    @Override
    public final PatternIndex with(List<PatternEntry> entries) throws PatternException {
        var more = new ArrayList<>(patterns);
        for (PatternEntry entry : entries) more.add(new StoredPattern<>(entry, pattern(entry), value.of(entry)));
        return of(more);
    }

    @Override
    public final PatternIndex replaced(PatternEntry entry) throws PatternException {
        @Nullable Object sample = value.of(entry);
        var others = new ArrayList<>(patterns);
        others.replaceAll(each ->
                each.entry().number() == entry.number() ? new StoredPattern<>(entry, each.pattern(), sample) : each);
        return of(others);
    }

    @Override
    public final PatternIndex without(PatternEntry entry) {
        var left = new ArrayList<>(patterns);
        left.removeIf(each -> each.entry().number() == entry.number());
        return of(left);
    }
}
