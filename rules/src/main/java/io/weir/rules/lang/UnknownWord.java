package io.weir.rules.lang;

import io.weir.rules.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What is said about a word that the reader does not know: HAProxy's but not Weir's yet, or misspelt. Any thread. */
final class UnknownWord {
    /** Longer lists help nobody. */
    private static final int MAX_LISTED = 12;

    /** As in {@code capture request header}. */
    private static final int MAX_WORDS = 3;

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
        var haproxy = (section == Section.GLOBAL ? HaproxyKeywords.GLOBAL : HaproxyKeywords.PROXY).names();
        var place = words.place();
        for (int count = MAX_WORDS; count > 0; count--)
            if (haproxy.contains(words.peek(count)))
                return new Problem(
                        Severity.ERROR,
                        "unsupported-keyword",
                        place,
                        "HAProxy's keyword '" + words.peek(count) + "' is not supported by Weir yet",
                        "");
        var two = Latin1.readable(words.peek(2));
        var name = Latin1.readable(words.take().text());
        var candidates = new TreeSet<>(own);
        candidates.addAll(haproxy);
        var members = candidates.stream()
                .filter(known -> known.startsWith(name + ' '))
                .toList();
        if (!members.isEmpty()) return member(words, name, two, members, section);
        var nearest = Nearest.to(name, candidates);
        if (nearest == null) nearest = Nearest.to(two, candidates);
        return unknown(place, name, section, nearest == null ? "" : "'" + nearest + "'");
    }

    /** The first word of keywords such as {@code timeout connect}, with another second word or none. */
    private static Problem member(Words words, String name, String two, List<String> members, Section section) {
        var nearest = Nearest.to(two, members);
        var seconds = members.stream()
                .map(member -> member.substring(name.length() + 1))
                .toList();
        var all = seconds.size() > MAX_LISTED ? "" : Line.listed(seconds);
        if (!words.hasNext())
            return new Problem(
                    Severity.ERROR, "missing-argument", words.place(), "'" + name + "' lacks an argument", all);
        return unknown(words.place(), two, section, nearest == null ? all : "'" + nearest + "'");
    }

    private static Problem unknown(Place place, String said, Section section, String expected) {
        var message = "unknown keyword '" + said + "' in section '" + section.word() + "'";
        return new Problem(Severity.ERROR, "unknown-keyword", place, message, expected);
    }
}
