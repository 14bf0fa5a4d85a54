package io.weir.rules.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternIndex;
import io.weir.rules.pattern.PatternTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole texts or beginnings in a tree; of several beginnings the longest is found. Any thread; immutable. */
final class TextTree implements TextIndex {
    private final MatchMethod method;
    private final Case letters;
    private final MapValue value;
    private final byte[] folding;
    private final PatternTree<StoredPattern<byte[]>[]> tree;

    /** @param method STR or BEG */
    TextTree(MatchMethod method, Case letters, MapValue value, PatternTree<StoredPattern<byte[]>[]> tree) {
        this.method = method;
        this.letters = letters;
        this.value = value;
        this.folding = letters.folding();
        this.tree = tree;
    }

    @Override
    public @Nullable StoredPattern<?> find(byte[] bytes, int start, int end) {
        int bits = (end - start) * 8;
        StoredPattern<byte[]>[] same = method == MatchMethod.BEG
                ? tree.longest(folding, bytes, start, bits)
                : tree.exact(folding, bytes, start, bits);
        return StoredPatterns.first(same);
    }

    @Override
    public PatternIndex with(List<PatternEntry> entries) throws PatternException {
        PatternTree<StoredPattern<byte[]>[]> more = tree;
        for (PatternEntry entry : entries) {
            byte[] key = key(entry);
            more = StoredPatterns.with(more, key, key.length * 8, StoredPatterns.stored(entry, key, value));
        }
        return of(more);
    }

    @Override
    public PatternIndex replaced(PatternEntry entry) throws PatternException {
        byte[] key = key(entry);
        return of(StoredPatterns.replaced(tree, key, key.length * 8, StoredPatterns.stored(entry, key, value)));
    }

    @Override
    public PatternIndex without(PatternEntry entry) {
        byte[] key = key(entry);
        return of(StoredPatterns.without(tree, key, key.length * 8, entry));
    }

    private byte[] key(PatternEntry entry) {
        return letters.folded(entry.key().getBytes(ISO_8859_1));
    }

    private TextTree of(PatternTree<StoredPattern<byte[]>[]> other) {
        return new TextTree(method, letters, value, other);
    }
}
