package io.weir.rules.lang;

import io.weir.rules.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sections that proxies use by name. A line may name one that stands further down, so what is missing is known only
 * at the end. Confined to the reading thread.
 */
final class SharedSections {
    private final Map<String, HttpErrors> httpErrors = new TreeMap<>();
    private final Map<String, Userlist> userlists = new TreeMap<>();
    private final List<Use> uses = new ArrayList<>();

    /** @param status that of a page which should be there; 0: none in particular */
    private record Use(Section section, String name, int status, Place place) {}

    HttpErrors httpErrors(String name) {
        return httpErrors.computeIfAbsent(name, HttpErrors::new);
    }

    Userlist userlist(String name) {
        return userlists.computeIfAbsent(name, Userlist::new);
    }

    /** The section of that name, which a line uses. */
    HttpErrors useHttpErrors(Word name, int status) {
        uses.add(new Use(Section.HTTP_ERRORS, name.text(), status, name.place()));
        return httpErrors(name.text());
    }

    /** The section of that name, which a line uses. */
    Userlist useUserlist(String name, Place place) {
        uses.add(new Use(Section.USERLIST, name, 0, place));
        return userlist(name);
    }

    /** Reports uses of what is not there. */
    void check(Problems problems) {
        for (var use : uses) {
            var declared = use.section == Section.USERLIST
                    ? userlist(use.name).declared()
                    : httpErrors(use.name).declared();
            if (declared == null) {
                var known = new ArrayList<String>();
                httpErrors.values().stream()
                        .filter(each -> use.section == Section.HTTP_ERRORS && each.declared() != null)
                        .forEach(each -> known.add(each.name()));
                userlists.values().stream()
                        .filter(each -> use.section == Section.USERLIST && each.declared() != null)
                        .forEach(each -> known.add(each.name()));
                var nearest = Nearest.to(use.name, known);
                problems.error(
                        "unknown-section",
                        use.place,
                        "there is no '" + use.section.word() + "' section named '" + Latin1.readable(use.name) + "'",
                        nearest == null ? "" : "'" + nearest + "'");
            } else if (use.status > 0 && !httpErrors(use.name).pages().containsKey(use.status)) {
                problems.warning(
                        "missing-page",
                        use.place,
                        "'http-errors " + Latin1.readable(use.name) + "' has no page for status " + use.status,
                        "'errorfile " + use.status + "' there");
            }
        }
        for (var list : userlists.values()) list.check(problems);
    }
}
