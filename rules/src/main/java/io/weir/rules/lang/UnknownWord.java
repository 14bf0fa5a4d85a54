package io.weir.rules.lang;

import java.util.ArrayList;
import java.util.Collection;

/** What is said about a word that the reader does not know: HAProxy's but not Weir's yet, or misspelt. Any thread. */
final class UnknownWord {
    private UnknownWord() {}

    /** @param own the parameters that Weir reads there */
    static LineFault parameter(Line line, Word word, HaproxyKeywords kind, Collection<String> own) {
        var haproxy = kind.names();
        var place = word.place();
        if (haproxy.contains(word.text()) && !own.contains(word.text()))
            return line.fault(
                    "unsupported-value",
                    place,
                    "'" + line.keyword + "': HAProxy's parameter " + Line.quoted(word)
                            + " is not supported by Weir yet",
                    "");
        var candidates = new ArrayList<>(own);
        candidates.addAll(haproxy);
        var nearest = Nearest.to(word.text(), candidates);
        var expected = nearest == null ? "" : "'" + nearest + "'";
        return line.fault(
                "unknown-parameter", place, "'" + line.keyword + "': unknown parameter " + Line.quoted(word), expected);
    }

    /** @param own the keywords that Weir reads in that section */
    static Problem keyword(Words words, Section section, Collection<String> own) {
        var first = words.take();
        var name = Latin1.readable(first.text());
        var two = words.hasNext() ? name + ' ' + Latin1.readable(words.peek()) : name;
        var haproxy = (section == Section.GLOBAL ? HaproxyKeywords.GLOBAL : HaproxyKeywords.PROXY).names();
        var place = first.place();
        for (var known : new String[] {two, name})
            if (haproxy.contains(known))
                return new Problem(
                        Severity.ERROR,
                        "unsupported-keyword",
                        place,
                        "HAProxy's keyword '" + known + "' is not supported by Weir yet",
                        "");
        var candidates = new ArrayList<>(own);
        candidates.addAll(haproxy);
        boolean family = candidates.stream().anyMatch(known -> known.startsWith(name + ' '));
        var said = family ? two : name;
        var nearest = nearest(said, name, two, candidates, family);
        return new Problem(
                Severity.ERROR,
                "unknown-keyword",
                family && words.hasNext() ? words.place() : place,
                "unknown keyword '" + said + "' in section '" + section.word() + "'",
                nearest == null ? "" : "'" + nearest + "'");
    }

    private static @org.jspecify.annotations.Nullable String nearest(
            String said, String name, String two, Collection<String> candidates, boolean family) {
        if (family) {
            var members = candidates.stream()
                    .filter(known -> known.startsWith(name + ' '))
                    .toList();
            var nearest = Nearest.to(said, members);
            return nearest;
        }
        var nearest = Nearest.to(name, candidates);
        return nearest == null ? Nearest.to(two, candidates) : nearest;
    }
}
