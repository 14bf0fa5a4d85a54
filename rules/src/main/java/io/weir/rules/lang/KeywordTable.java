package io.weir.rules.lang;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every keyword that Weir reads. A family of keywords is one class with {@code addTo}; a new keyword is one
 * {@code add} there. Any thread; unchanged once made.
 */
final class KeywordTable {
    private static final KeywordTable STANDARD = standard();

    private final Map<String, Keyword> keywords = new LinkedHashMap<>();

    static KeywordTable get() {
        return STANDARD;
    }

    private static KeywordTable standard() {
        var table = new KeywordTable();
        GlobalKeywords.addTo(table);
        TuneKeywords.addTo(table);
        LogKeywords.addTo(table);
        LogFormatKeywords.addTo(table);
        CaptureKeywords.addTo(table);
        TimeoutKeywords.addTo(table);
        OptionKeywords.addTo(table);
        BindKeyword.addTo(table);
        ServerKeywords.addTo(table);
        BalanceKeywords.addTo(table);
        PersistenceKeywords.addTo(table);
        StickKeywords.addTo(table);
        SocketKeywords.addTo(table);
        ProxyKeywords.addTo(table);
        RuleKeywords.addTo(table);
        StickTableKeyword.addTo(table);
        ErrorKeywords.addTo(table);
        HttpErrors.addTo(table);
        MonitorKeywords.addTo(table);
        Userlist.addTo(table);
        PeersSection.addTo(table);
        return table;
    }

    void add(String name, Set<Section> sections, Keyword.Reader reader) {
        put(new Keyword(name, sections, reader, null, null));
    }

    /** A keyword with a {@code no} form. */
    void add(String name, Set<Section> sections, Keyword.Reader reader, Keyword.Reader negated) {
        put(new Keyword(name, sections, reader, negated, null));
    }

    /** A keyword with a {@code no} and a {@code default} form. */
    void add(String name, Set<Section> sections, Keyword.Reader reader, Keyword.Reader negated, Setting<?> restored) {
        put(new Keyword(name, sections, reader, negated, restored));
    }

    private void put(Keyword keyword) {
        for (var section : keyword.sections())
            if (keywords.put(key(section, keyword.name()), keyword) != null)
                throw new IllegalStateException("two keywords '" + keyword.name() + "'");
    }

    private static String key(Section section, String name) {
        return (section == Section.GLOBAL ? "g " : section.word() + ' ') + name;
    }

    @Nullable Keyword find(Section section, String name) {
        return keywords.get(key(section, name));
    }

    /** Every section in which a keyword of that name may stand. */
    Set<Section> sections(String name) {
        var sections = EnumSet.noneOf(Section.class);
        for (var section : Section.values()) if (find(section, name) != null) sections.add(section);
        return sections;
    }

    /** All names that may stand in that section. */
    Set<String> names(Section section) {
        var names = new TreeSet<String>();
        for (var keyword : keywords.values()) if (keyword.sections().contains(section)) names.add(keyword.name());
        return names;
    }
}
