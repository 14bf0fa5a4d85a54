package io.weir.rules.sample;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular expressions that are tried one after the other. Any thread; immutable. */
final class RegexList extends ListedPatterns<Regex> implements TextIndex {
    private final Case letters;

    RegexList(Case letters, MapValue value, List<StoredPattern<Regex>> patterns) {
        super(patterns, value);
        this.letters = letters;
    }

    @Override
    Regex pattern(PatternEntry entry) throws PatternException {
        try {
            return Regex.compile(entry.key(), letters);
        } catch (BadArgumentException e) {
            throw new PatternException(e.problem(), e.expected(), entry.line());
        }
    }

    @Override
    PatternIndex of(List<StoredPattern<Regex>> others) {
        return new RegexList(letters, value, others);
    }

    @Override
    public @Nullable StoredPattern<?> find(byte[] bytes, int start, int end) {
        for (int i = 0; i < patterns.size(); i++)
            if (patterns.get(i).pattern().matches(bytes, start, end)) return patterns.get(i);
        return null;
    }
}
