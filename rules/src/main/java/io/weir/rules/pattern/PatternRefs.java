package io.weir.rules.pattern;

import io.weir.rules.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The references of one configuration. They are made while it is read, and by scripts when these are loaded. Any
 * thread.
 */
public final class PatternRefs {
    /** The id of a reference that has not got one yet. */
    public static final int AUTOMATIC = -1;

    private final List<PatternRef> refs = new CopyOnWriteArrayList<>();
    private final Map<String, PatternRef> files = new ConcurrentHashMap<>();
    private final List<Expected> expected = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private boolean numbered;

    /** An action that changes a file's patterns, which somebody else should look up. */
    public record Expected(String file, Place place) {}

    /** Who asks for a file. */
    public record Use(PatternRef.User user, Place place) {}

    /**
     * The reference of a file, which is read when nobody has asked for it before.
     *
     * @param name under which it is shared
     * @throws IOException when it cannot be read
     * @throws PatternException when it is in use with another number of columns
     */
    public synchronized PatternRef file(String name, Path file, PatternRef.Columns columns, Use use)
            throws IOException, PatternException {
        PatternRef known = named(name);
        if (known == null) return read(name, file, columns, use);
        if (known.columns() != columns)
            throw new PatternException(
                    "file '" + name + "' is read elsewhere as one of "
                            + (columns == PatternRef.Columns.ONE ? "keys and values" : "keys alone"),
                    "the same in all places ('-M' before '-f' lets an ACL use the keys of a map)",
                    0);
        known.usedBy(use.user(), use.place());
        return known;
    }

    private PatternRef read(String name, Path file, PatternRef.Columns columns, Use use)
            throws IOException, PatternException {
        String description = "pattern loaded from file '" + name + "' used by "
                + use.user().word() + " at file '" + use.place().file() + "' line "
                + use.place().line();
        var ref = new PatternRef(name, columns, AUTOMATIC, description, numbers::incrementAndGet);
        ref.load(PatternFile.read(file, columns, numbers::incrementAndGet));
        ref.usedBy(use.user());
        add(ref);
        return ref;
    }

    /**
     * A new reference for the patterns that stand in an ACL.
     *
     * @param fetch of the ACL, for the description
     * @param id one that is free, or {@link #AUTOMATIC}
     */
    public synchronized PatternRef inline(String fetch, Place place, int id) {
        String description = "acl '" + fetch + "' file '" + place.file() + "' line " + place.line();
        var ref = new PatternRef("", PatternRef.Columns.ONE, id, description, numbers::incrementAndGet);
        ref.usedBy(PatternRef.User.ACL);
        add(ref);
        return ref;
    }

    /** The reference of that file, or null. */
    public @Nullable PatternRef named(String name) {
        return files.get(name);
    }

    /** Takes note of a file that is changed at that place. */
    public void expect(String file, Place place) {
        expected.add(new Expected(file, place));
    }

    /** Every place that changes a file which nobody looks up. */
    public List<Expected> missing() {
        return expected.stream().filter(each -> named(each.file()) == null).toList();
    }

    /** The reference of that id, or null. */
    public @Nullable PatternRef numbered(int id) {
        for (PatternRef ref : refs) if (ref.id() == id && id != AUTOMATIC) return ref;
        return null;
    }

    /** Those with such a user, by their ids. */
    public List<PatternRef> usedBy(PatternRef.User user) {
        var used = new ArrayList<PatternRef>();
        for (PatternRef ref : refs) if (ref.isUsedBy(user)) used.add(ref);
        used.sort(Comparator.comparingInt(PatternRef::id));
        return used;
    }

    /** The configuration is read: whoever has no id gets the lowest that is free, in the order of the text. */
    public synchronized void number() {
        numbered = true;
        for (PatternRef ref : refs) if (ref.id() == AUTOMATIC) ref.id(free());
    }

    private void add(PatternRef ref) {
        if (numbered && ref.id() == AUTOMATIC) ref.id(free());
        refs.add(ref);
        if (!ref.name().isEmpty()) files.put(ref.name(), ref);
    }

    private int free() {
        int id = 0;
        while (numbered(id) != null) id++;
        return id;
    }
}
