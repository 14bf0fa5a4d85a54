package io.weir.rules.pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a reference at one moment: the entries of the version that is current and of others, and the indexes of
 * the current one. Versions are unsigned numbers that may wrap. Any thread; immutable.
 */
final class PatternState {
    static final PatternState EMPTY = new PatternState(List.of(), new PatternIndex[0], Map.of(), 0, 0);

    final List<PatternKind> kinds;
    final int current;
    final int next;
    private final PatternIndex[] indexes;
    private final Map<Integer, PatternTree<PatternEntry[]>> versions;

    private PatternState(
            List<PatternKind> kinds,
            PatternIndex[] indexes,
            Map<Integer, PatternTree<PatternEntry[]>> versions,
            int current,
            int next) {
        this.kinds = kinds;
        this.indexes = indexes;
        this.versions = versions;
        this.current = current;
        this.next = next;
    }

    PatternIndex index(int slot) {
        return indexes[slot];
    }

    /** Of that version, in the order in which they came. */
    List<PatternEntry> entries(int version) {
        var entries = new ArrayList<PatternEntry>();
        keys(version).forEach(same -> entries.addAll(Arrays.asList(same)));
        entries.sort(Comparator.comparingLong(PatternEntry::number));
        return entries;
    }

    /** How many entries all versions have. */
    long count() {
        long[] count = {0};
        for (var keys : versions.values()) keys.forEach(same -> count[0] += same.length);
        return count[0];
    }

    boolean has(String key) {
        byte[] bytes = key.getBytes(ISO_8859_1);
        for (var keys : versions.values()) if (keys.get(bytes, bytes.length * 8) != null) return true;
        return false;
    }

    PatternState withKind(PatternKind kind) throws PatternException {
        var more = new ArrayList<>(kinds);
        more.add(kind);
        PatternIndex[] grown = Arrays.copyOf(indexes, indexes.length + 1);
        grown[indexes.length] = kind.empty().with(entries(current));
        return new PatternState(List.copyOf(more), grown, versions, current, next);
    }

    PatternState with(int version, List<PatternEntry> entries) throws PatternException {
        PatternIndex[] changed = indexes.clone();
        for (int i = 0; i < changed.length; i++) {
            if (version == current) changed[i] = changed[i].with(entries);
            else kinds.get(i).empty().with(entries); // what is wrong is said now and not at the commit
        }
        PatternTree<PatternEntry[]> keys = keys(version);
        for (PatternEntry entry : entries) keys = put(keys, entry);
        return new PatternState(kinds, changed, versions(version, keys), current, next);
    }

    private static PatternTree<PatternEntry[]> put(PatternTree<PatternEntry[]> keys, PatternEntry entry) {
        byte[] bytes = entry.key().getBytes(ISO_8859_1);
        PatternEntry[] same = keys.get(bytes, bytes.length * 8);
        PatternEntry[] more = same == null ? new PatternEntry[1] : Arrays.copyOf(same, same.length + 1);
        more[more.length - 1] = entry;
        return keys.with(bytes, bytes.length * 8, more);
    }

    /** With another value for every entry of that key, in all versions. */
    PatternState withValue(String key, String value) throws PatternException {
        PatternState state = this;
        for (PatternEntry entry : named(key)) state = state.withValue(entry, value);
        return state;
    }

    PatternState withValue(PatternEntry entry, String value) throws PatternException {
        PatternEntry changed = entry.with(value);
        PatternIndex[] others = indexes.clone();
        for (int i = 0; i < others.length; i++) others[i] = others[i].replaced(changed);
        byte[] bytes = entry.key().getBytes(ISO_8859_1);
        var all = new HashMap<>(versions);
        versions.forEach((version, keys) -> {
            PatternEntry[] same = keys.get(bytes, bytes.length * 8);
            if (same == null) return;
            PatternEntry[] copy = same.clone();
            for (int i = 0; i < copy.length; i++) if (copy[i].number() == entry.number()) copy[i] = changed;
            all.put(version, keys.with(bytes, bytes.length * 8, copy));
        });
        return new PatternState(kinds, others, all, current, next);
    }

    /** The entries of that key, in all versions. */
    List<PatternEntry> named(String key) {
        byte[] bytes = key.getBytes(ISO_8859_1);
        var named = new ArrayList<PatternEntry>();
        for (var keys : versions.values()) {
            PatternEntry[] same = keys.get(bytes, bytes.length * 8);
            if (same != null) named.addAll(Arrays.asList(same));
        }
        return named;
    }

    /** The entry of that number, or null. */
    @Nullable PatternEntry numbered(long number) {
        var found = new ArrayList<PatternEntry>();
        for (var keys : versions.values())
            keys.forEach(same -> {
                for (PatternEntry entry : same) if (entry.number() == number) found.add(entry);
            });
        return found.isEmpty() ? null : found.getFirst();
    }

    PatternState without(PatternEntry entry) {
        PatternIndex[] others = indexes.clone();
        for (int i = 0; i < others.length; i++) others[i] = others[i].without(entry);
        byte[] bytes = entry.key().getBytes(ISO_8859_1);
        var all = new HashMap<>(versions);
        versions.forEach((version, keys) -> {
            PatternEntry[] same = keys.get(bytes, bytes.length * 8);
            if (same == null) return;
            PatternEntry[] left = Arrays.stream(same)
                    .filter(each -> each.number() != entry.number())
                    .toArray(PatternEntry[]::new);
            all.put(
                    version,
                    left.length == 0
                            ? keys.without(bytes, bytes.length * 8)
                            : keys.with(bytes, bytes.length * 8, left));
        });
        return new PatternState(kinds, others, all, current, next);
    }

    /** Without the entries of that version. */
    PatternState cleared(int version) {
        PatternIndex[] left = indexes.clone();
        if (version == current)
            for (int i = 0; i < left.length; i++) left[i] = kinds.get(i).empty();
        return new PatternState(kinds, left, versions(version, PatternTree.empty()), current, next);
    }

    PatternState prepared() {
        return new PatternState(kinds, indexes, versions, current, next + 1);
    }

    /** That version becomes current and those before it go; null when it is none that can. */
    @Nullable PatternState committed(int version) throws PatternException {
        if (Integer.compareUnsigned(version - (current + 1), next - current) >= 0) return null;
        PatternIndex[] ready = new PatternIndex[indexes.length];
        List<PatternEntry> entries = entries(version);
        for (int i = 0; i < ready.length; i++) ready[i] = kinds.get(i).empty().with(entries);
        var left = new HashMap<>(versions);
        left.keySet().removeIf(each -> each - version < 0);
        return new PatternState(kinds, ready, left, version, next);
    }

    private PatternTree<PatternEntry[]> keys(int version) {
        return versions.getOrDefault(version, PatternTree.empty());
    }

    private Map<Integer, PatternTree<PatternEntry[]>> versions(int version, PatternTree<PatternEntry[]> keys) {
        var all = new HashMap<>(versions);
        if (keys.isEmpty()) all.remove(version);
        else all.put(version, keys);
        return all;
    }
}
