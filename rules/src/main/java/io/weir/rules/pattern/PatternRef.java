package io.weir.rules.pattern;

import io.weir.rules.Place;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Patterns that ACLs and maps share: those of a file, by its name, or those that stand in one ACL. What is in it at one
 * moment is immutable; each change swaps it in one step, so whoever looks something up neither waits nor sees half a
 * change. Any thread.
 */
public final class PatternRef {
    private final String name;
    private final Columns columns;
    private final LongSupplier numbers;
    private final AtomicReference<PatternState> state = new AtomicReference<>(PatternState.EMPTY);
    private final Set<User> users = EnumSet.noneOf(User.class);
    private volatile String description;
    private volatile int id;

    /** What a line holds. */
    public enum Columns {
        ONE,
        /** A key, blanks, and a value. */
        TWO
    }

    /** Who looks things up in it. */
    public enum User {
        ACL,
        MAP;

        /** As descriptions call it. */
        String word() {
            return this == ACL ? "acl" : "map";
        }
    }

    PatternRef(String name, Columns columns, int id, String description, LongSupplier numbers) {
        this.name = name;
        this.columns = columns;
        this.id = id;
        this.description = description;
        this.numbers = numbers;
    }

    /** The file's name as the configuration has it; empty for patterns that stand in an ACL. */
    public String name() {
        return name;
    }

    public int id() {
        return id;
    }

    void id(int number) {
        id = number;
    }

    public Columns columns() {
        return columns;
    }

    /** By whom it is used, in HAProxy's words. */
    public String description() {
        return description;
    }

    /** Takes note of who else uses it. */
    public synchronized void usedBy(User user) {
        users.add(user);
    }

    synchronized void usedBy(User user, Place place) {
        users.add(user);
        description += ", by " + user.word() + " at file '" + place.file() + "' line " + place.line();
    }

    public synchronized boolean isUsedBy(User user) {
        return users.contains(user);
    }

    /**
     * Where {@link #index(int)} has the index of that kind.
     *
     * @throws PatternException when there are entries that are not of the kind
     */
    public int slot(PatternKind kind) throws PatternException {
        while (true) {
            PatternState before = state.get();
            int known = before.kinds.indexOf(kind);
            if (known >= 0) return known;
            if (state.compareAndSet(before, before.withKind(kind))) return before.kinds.size();
        }
    }

    /** The index as it is now. */
    public PatternIndex index(int slot) {
        return state.get().index(slot);
    }

    /** Every kind that it is looked up by, in the order of the slots. */
    public List<PatternKind> kinds() {
        return state.get().kinds;
    }

    /** The version that is looked up. */
    public int version() {
        return state.get().current;
    }

    /** The latest version that was prepared. */
    public int nextVersion() {
        return state.get().next;
    }

    /** Of that version, in the order in which they came. */
    public List<PatternEntry> entries(int version) {
        return state.get().entries(version);
    }

    /** The entries of all versions, once for each family of kinds. */
    public long entryCount() {
        PatternState now = state.get();
        long families = now.kinds.stream().map(PatternKind::family).distinct().count();
        return now.count() * families;
    }

    /** Whether some version has that key. */
    public boolean has(String key) {
        return state.get().has(key);
    }

    /** One step from a state to the next; null: none. */
    private interface Change {
        @Nullable PatternState of(PatternState before) throws PatternException;
    }

    private boolean change(Change change) throws PatternException {
        while (true) {
            PatternState before = state.get();
            PatternState after = change.of(before);
            if (after == null) return false;
            if (state.compareAndSet(before, after)) return true;
        }
    }

    void load(List<PatternEntry> entries) throws PatternException {
        change(before -> before.with(before.current, entries));
    }

    /**
     * Adds an entry to the current version.
     *
     * @throws PatternException when a kind cannot take it; nothing is changed then
     */
    public void add(String key, @Nullable String value) throws PatternException {
        var entry = new PatternEntry(numbers.getAsLong(), key, value, 0);
        change(before -> before.with(before.current, List.of(entry)));
    }

    /** Adds an entry to that version. */
    public void add(int version, String key, @Nullable String value) throws PatternException {
        var entry = new PatternEntry(numbers.getAsLong(), key, value, 0);
        change(before -> before.with(version, List.of(entry)));
    }

    /** Adds an entry of that key unless there is one; false: there was. */
    public boolean addIfAbsent(String key) throws PatternException {
        var entry = new PatternEntry(numbers.getAsLong(), key, null, 0);
        return change(before -> before.has(key) ? null : before.with(before.current, List.of(entry)));
    }

    /** Gives every entry of that key another value; false: there is none. */
    public boolean set(String key, String value) throws PatternException {
        return change(before -> before.has(key) ? before.withValue(key, value) : null);
    }

    /** Gives every entry of that key another value, or adds one where there is none. */
    public void setOrAdd(String key, String value) throws PatternException {
        var entry = new PatternEntry(numbers.getAsLong(), key, value, 0);
        change(before -> before.has(key) ? before.withValue(key, value) : before.with(before.current, List.of(entry)));
    }

    /** Gives the entry of that number another value; false: there is none. */
    public boolean set(long number, String value) throws PatternException {
        return change(before -> {
            PatternEntry entry = before.numbered(number);
            return entry == null ? null : before.withValue(entry, value);
        });
    }

    /** Removes every entry of that key; false: there is none. */
    public boolean delete(String key) {
        return surely(before -> {
            PatternState after = before;
            for (PatternEntry entry : before.named(key)) after = after.without(entry);
            return after == before ? null : after;
        });
    }

    /** Removes the entry of that number; false: there is none. */
    public boolean delete(long number) {
        return surely(before -> {
            PatternEntry entry = before.numbered(number);
            return entry == null ? null : before.without(entry);
        });
    }

    /** Removes all entries of that version. */
    public void clear(int version) {
        surely(before -> before.cleared(version));
    }

    /** Makes room for another version, to be filled and then committed. */
    public int prepare() {
        return state.updateAndGet(PatternState::prepared).next;
    }

    /** Looks up in that version from now on; those before it are gone. False when it is not to be had. */
    public boolean commit(int version) {
        return surely(before -> before.committed(version));
    }

    /** A change to entries that were taken before. */
    private boolean surely(Change change) {
        try {
            return change(change);
        } catch (PatternException e) {
            throw new IllegalStateException(e);
        }
    }
}
