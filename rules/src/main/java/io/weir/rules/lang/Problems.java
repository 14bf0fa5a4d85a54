package io.weir.rules.lang;

import io.weir.rules.Place;
import java.util.ArrayList;
import java.util.List;

/** Collects every problem of a reading; none stops it. Confined to the reading thread. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void error(String code, Place place, String message, String expected) {
        found.add(new Problem(Severity.ERROR, code, place, message, expected));
    }

    public void warning(String code, Place place, String message, String expected) {
        found.add(new Problem(Severity.WARNING, code, place, message, expected));
    }

    /** Notes one that is already made. */
    public void add(Problem problem) {
        found.add(problem);
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /** In the order in which they were found. */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
