package io.weir.rules.sample;

import io.weir.rules.pattern.PatternEntry;
import io.weir.rules.pattern.PatternException;
import io.weir.rules.pattern.PatternTree;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A tree of patterns, in which several may have one key; the one that came first is found. Any thread. */
final class StoredPatterns {
    private StoredPatterns() {}

    static <P> PatternTree<StoredPattern<P>[]> with(
            PatternTree<StoredPattern<P>[]> tree, byte[] key, int bits, StoredPattern<P> pattern) {
        StoredPattern<P>[] same = tree.get(key, bits);
        StoredPattern<P>[] more = same == null ? array(1) : Arrays.copyOf(same, same.length + 1);
        more[more.length - 1] = pattern;
        return tree.with(key, bits, more);
    }

    static <P> PatternTree<StoredPattern<P>[]> replaced(
            PatternTree<StoredPattern<P>[]> tree, byte[] key, int bits, StoredPattern<P> pattern) {
        StoredPattern<P>[] same = tree.get(key, bits);
        if (same == null) return tree;
        StoredPattern<P>[] others = same.clone();
        boolean changed = false;
        for (int i = 0; i < others.length; i++) {
            if (others[i].entry().number() != pattern.entry().number()) continue;
            others[i] = pattern;
            changed = true;
        }
        return changed ? tree.with(key, bits, others) : tree;
    }

    static <P> PatternTree<StoredPattern<P>[]> without(
            PatternTree<StoredPattern<P>[]> tree, byte[] key, int bits, PatternEntry entry) {
        StoredPattern<P>[] same = tree.get(key, bits);
        if (same == null) return tree;
        StoredPattern<P>[] left = array(same.length);
        int count = 0;
        for (StoredPattern<P> each : same) if (each.entry().number() != entry.number()) left[count++] = each;
        if (count == 0) return tree.without(key, bits);
        return tree.with(key, bits, Arrays.copyOf(left, count));
    }

    static <P> @Nullable StoredPattern<P> first(StoredPattern<P> @Nullable [] same) {
        return same == null ? null : same[0];
    }

    static <P> StoredPattern<P> stored(PatternEntry entry, P pattern, MapValue value) throws PatternException {
        return new StoredPattern<>(entry, pattern, value.of(entry));
    }

    @SuppressWarnings("unchecked") // an array of nothing else
    private static <P> StoredPattern<P>[] array(int length) {
        return (StoredPattern<P>[]) new StoredPattern<?>[length];
    }
}
