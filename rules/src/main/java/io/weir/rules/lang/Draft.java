package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.config.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A section while it is read: its settings, and the place that each was said at. Confined to the reading thread. */
final class Draft {
    /** @param own whether it was said in this section and not taken over */
    private record Entry(Object value, Place place, boolean own) {}

    final Section section;
    final String name;
    final Place place;
    final AclScope acls;
    private final Map<Setting<?>, Entry> entries = new HashMap<>();

    /** The {@code defaults} section that it takes values from. */
    final @Nullable Draft defaults;

    Draft(Section section, String name, Place place, @Nullable Draft defaults, AclScope acls) {
        this.section = section;
        this.name = name;
        this.place = place;
        this.defaults = defaults;
        this.acls = acls;
        acls.mode(defaults == null ? Mode.TCP : defaults.acls.mode());
        if (defaults == null) return;
        acls.takeSlots(defaults.acls);
        defaults.entries.forEach((setting, entry) -> {
            if (setting.isInherited()) entries.put(setting, new Entry(entry.value(), entry.place(), false));
        });
    }

    @SuppressWarnings("unchecked") // set() and add() put nothing else under that key
    <T> @Nullable T get(Setting<T> setting) {
        var entry = entries.get(setting);
        return entry == null ? null : (T) entry.value();
    }

    <T> T get(Setting<T> setting, T otherwise) {
        T value = get(setting);
        return value == null ? otherwise : value;
    }

    <E> List<E> all(Setting<List<E>> setting) {
        return get(setting, List.of());
    }

    /** Whether a line of this very section said it. */
    boolean says(Setting<?> setting) {
        var entry = entries.get(setting);
        return entry != null && entry.own();
    }

    /** Where it was said; the section itself when it was not. */
    Place placeOf(Setting<?> setting) {
        var entry = entries.get(setting);
        return entry == null ? place : entry.place();
    }

    <T> void set(Setting<T> setting, T value, Place at) {
        entries.put(setting, new Entry(value, at, true));
    }

    /** Adds to a list; what was inherited stays before it. */
    <E> void add(Setting<List<E>> setting, E value, Place at) {
        var list = new ArrayList<E>(all(setting));
        list.add(value);
        set(setting, List.copyOf(list), at);
    }

    void remove(Setting<?> setting) {
        entries.remove(setting);
    }

    /** As messages call it: {@code backend 'app'}. */
    String title() {
        return name.isEmpty() ? section.word() : section.word() + " '" + Latin1.readable(name) + "'";
    }
}
