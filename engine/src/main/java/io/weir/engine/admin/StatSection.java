package io.weir.engine.admin;

import io.weir.rules.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A proxy section with its number, {@code iid}, which is its id; a {@code listen} is a frontend and a backend under one number. Any
 * thread; immutable.
 */
record StatSection(
        int number,
        String name,
        @Nullable RunningFrontend frontend,
        @Nullable RunningBackend backend) {
    /** All of a configuration in the order of its lines; files count in the order in which they first appear. */
    static List<StatSection> of(RunningProxy proxy) {
        Map<Place, StatSection> found = new LinkedHashMap<>();
        for (RunningFrontend each : proxy.frontends())
            found.put(
                    each.config().place(),
                    new StatSection(each.config().id(), each.config().name(), each, null));
        for (RunningBackend each : proxy.backends())
            found.merge(
                    each.config().place(),
                    new StatSection(each.config().id(), each.config().name(), null, each),
                    (front, back) -> new StatSection(front.number, front.name, front.frontend, back.backend));
        Map<String, Integer> files = new HashMap<>();
        for (Place place : found.keySet()) files.putIfAbsent(place.file(), files.size());
        var places = new ArrayList<>(found.keySet());
        places.sort(Comparator.comparingInt((Place place) -> files.getOrDefault(place.file(), 0))
                .thenComparingInt(Place::line));
        var sections = new ArrayList<StatSection>();
        for (Place place : places) {
            StatSection section = found.get(place);
            if (section != null) sections.add(section);
        }
        return List.copyOf(sections);
    }
}
