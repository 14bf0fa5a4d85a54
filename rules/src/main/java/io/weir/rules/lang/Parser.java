package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.pattern.PatternRefs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads texts into sections, line by line (configuration manual section 2.1). Confined to the reading thread. */
final class Parser {
    private static final Set<String> ROUTING = Set.of("server", "use_backend", "default_backend");

    private final KeywordTable table = KeywordTable.get();
    private final Problems problems;
    private final Environment environment;
    private final FileFinder files = new FileFinder();
    private final PatternRefs patterns = new PatternRefs();
    private final SharedSections shared;
    private final Draft global;
    private final List<Draft> proxies = new ArrayList<>();
    private final Map<String, List<Draft>> namedDefaults = new HashMap<>();
    private final Map<Draft, Boolean> usedByName = new HashMap<>();
    private @Nullable Draft latestDefaults;
    private @Nullable Draft current;
    private boolean skipping;
    private String sectionTitle = "";
    private ConditionalBlocks blocks;

    Parser(Problems problems, Environment environment, SharedSections shared) {
        this.problems = problems;
        this.environment = environment;
        this.shared = shared;
        var nowhere = Place.NOWHERE;
        global = new Draft(Section.GLOBAL, "", nowhere, null, scope(Section.GLOBAL, ""));
        blocks = new ConditionalBlocks(problems, environment);
    }

    Draft global() {
        return global;
    }

    /** Of all sections. */
    PatternRefs patterns() {
        return patterns;
    }

    SharedSections shared() {
        return shared;
    }

    /** {@code frontend}, {@code backend} and {@code listen} sections in their order. */
    List<Draft> proxies() {
        return proxies;
    }

    /** Reads one text; a section ends with it. */
    void read(SourceText source) {
        files.reading(source.file());
        current = null;
        skipping = false;
        sectionTitle = "";
        blocks = new ConditionalBlocks(problems, environment);
        var text = source.text();
        int number = 0;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                problems.error(
                        "missing-newline",
                        new Place(source.name(), number + 1, text.length() - start + 1),
                        "the last line has no end, the file may be truncated",
                        "a line feed");
                end = text.length();
            }
            int carriageReturn = end > start && text.charAt(end - 1) == '\r' ? 1 : 0;
            line(text.substring(start, end - carriageReturn), source, ++number);
            start = end + 1;
        }
        blocks.end();
    }

    private void line(String text, SourceText source, int number) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            problems.error("bad-syntax", new Place(source.name(), number, nul + 1), "a NUL character", "text");
            return;
        }
        if (!blocks.isActive() && !ConditionalBlocks.isDirective(text)) return;
        var words = Lexer.words(text, source.name(), number, name -> variable(name, source, number), problems);
        if (words == null) return;
        words = untilEmpty(words);
        if (words.isEmpty()) return;
        if (blocks.read(words) || !blocks.isActive()) return;
        try {
            statement(new Words(words));
        } catch (LineFault fault) {
            problems.add(fault.problem());
        }
    }

    private @Nullable String variable(String name, SourceText source, int number) {
        return switch (name) {
            case ".FILE" -> source.name();
            case ".LINE" -> Integer.toString(number);
            case ".SECTION" -> sectionTitle;
            default -> name.startsWith(".") ? null : environment.get(name);
        };
    }

    /** As in HAProxy an empty word ends the line, which is said where something follows it. */
    private List<Word> untilEmpty(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).text().isEmpty()) continue;
            boolean last = words.subList(i, words.size()).stream()
                    .allMatch(word -> word.text().isEmpty());
            if (!last)
                problems.warning(
                        "empty-argument",
                        words.get(i).place(),
                        "an empty argument ends the line, what follows it is ignored",
                        "");
            return words.subList(0, i);
        }
        return words;
    }

    private void statement(Words words) {
        var section = Section.byWord(words.peek());
        if (section != null) {
            open(section, words);
        } else if (current != null) {
            keyword(words, current);
        } else if (!unsupportedSection(words) && !skipping) {
            problems.error(
                    "no-section",
                    words.start(),
                    "'" + Latin1.readable(words.peek()) + "' stands outside of any section",
                    "global, defaults, frontend, backend or listen before it");
        }
    }

    /** Whether a section begins here that HAProxy has and Weir has not; its lines are skipped. */
    private boolean unsupportedSection(Words words) {
        if (!HaproxyKeywords.SECTION.names().contains(words.peek())) return false;
        current = null;
        skipping = true;
        problems.error(
                "unsupported-section",
                words.start(),
                "HAProxy's section '" + words.peek() + "' is not supported by Weir yet",
                "");
        return true;
    }

    private void open(Section section, Words words) {
        skipping = true; // until the section is known to be right
        current = null;
        var line = new Line(words.take().text(), words, problems, environment, files);
        sectionTitle = line.keyword;
        if (section == Section.GLOBAL) {
            line.end();
            current = global;
            return;
        }
        if (!Section.PROXIES.contains(section)) {
            current = shared(section, line);
            skipping = false;
            return;
        }
        var name = words.hasNext() && !words.peek().equals("from") ? words.take() : null;
        if (name == null && section != Section.DEFAULTS)
            throw line.fault("missing-argument", words.place(), "'" + section.word() + "' lacks a name", "a name");
        if (name != null && section != Section.DEFAULTS) ProxyKeywords.checkName(line, name);
        var defaults = section == Section.DEFAULTS ? null : latestDefaults;
        boolean named = line.takes("from");
        if (named) defaults = defaultsNamed(line, line.word("the name of a 'defaults' section"));
        line.end();
        if (section == Section.DEFAULTS && defaults != null && RuleKeywords.hasRules(defaults))
            throw line.fault(
                    "ambiguous-defaults",
                    line.place,
                    "a 'defaults' section cannot start from " + defaults.title() + ", which has rules",
                    "the rules in the section that proxies use");
        var text = name == null ? "" : name.text();
        if (!text.isEmpty()) sectionTitle = text;
        var draft = new Draft(section, text, line.place, defaults, scope(section, text));
        if (section == Section.DEFAULTS) {
            latestDefaults = draft;
            namedDefaults.computeIfAbsent(text, _ -> new ArrayList<>()).add(draft);
        } else {
            proxies.add(draft);
            if (defaults != null) noteUse(line, defaults, named);
        }
        current = draft;
        skipping = false;
    }

    /** A section that proxies use by name. */
    private Draft shared(Section section, Line line) {
        var name = line.word("a name");
        line.end();
        ProxyKeywords.checkName(line, name);
        sectionTitle = name.text();
        if (!shared.declare(section, name.text()))
            throw line.fault(
                    "duplicate-name",
                    name.place(),
                    "there is a '" + section.word() + "' section named " + Line.quoted(name) + " already",
                    "");
        return new Draft(section, name.text(), line.place, null, scope(section, name.text()));
    }

    /** Both uses of one section are easily confused (section 4). */
    private void noteUse(Line line, Draft defaults, boolean named) {
        var before = usedByName.putIfAbsent(defaults, named);
        if (before != null && before != named)
            line.warn(
                    "ambiguous-defaults",
                    line.place,
                    defaults.title() + " is used here " + (named ? "by name" : "as the latest one") + ", elsewhere "
                            + (named ? "as the latest one" : "by name"),
                    "'from' in all sections or in none");
    }

    private Draft defaultsNamed(Line line, Word name) {
        var found = namedDefaults.getOrDefault(name.text(), List.of());
        if (found.size() == 1) return found.getFirst();
        var problem =
                found.isEmpty() ? "no 'defaults' section of that name before: " : "several 'defaults' sections named ";
        throw line.fault(
                found.isEmpty() ? "unknown-defaults" : "duplicate-name", name.place(), problem + Line.quoted(name), "");
    }

    private AclScope scope(Section section, String name) {
        var kind = switch (section) {
            case GLOBAL, DEFAULTS, HTTP_ERRORS, USERLIST, PEERS -> AclScope.Section.DEFAULTS;
            case FRONTEND -> AclScope.Section.FRONTEND;
            case BACKEND -> AclScope.Section.BACKEND;
            case LISTEN -> AclScope.Section.LISTEN;
        };
        return new AclScope(kind, name, files.find(""), patterns, shared);
    }

    private void keyword(Words words, Draft draft) {
        boolean negated = words.takeIf("no");
        boolean restored = !negated && words.takeIf("default");
        if (!words.hasNext()) {
            problems.error("missing-argument", words.place(), "a keyword is missing", "an option or 'log'");
            return;
        }
        var first = words.peek();
        var two = words.peek(2);
        var name = table.sections(two).isEmpty() ? first : two;
        var keyword = table.find(draft.section, name);
        if (keyword == null) {
            if ((negated || restored) && isOptionOfHaproxy(two)) return; // what Weir lacks is off
            elsewhere(words, draft, name);
            return;
        }
        words.take();
        if (!name.equals(first)) words.take();
        var line = new Line(name, words, problems, environment, files);
        if (restored) {
            if (keyword.restored() == null) throw cannot(line, "default");
            draft.remove(keyword.restored());
        } else if (negated) {
            if (keyword.negated() == null) throw cannot(line, "no");
            keyword.negated().read(line, draft);
        } else {
            keyword.reader().read(line, draft);
        }
        line.end();
    }

    private boolean isOptionOfHaproxy(String name) {
        return name.startsWith("option ")
                && table.sections(name).isEmpty()
                && HaproxyKeywords.PROXY.names().contains(name);
    }

    private static LineFault cannot(Line line, String prefix) {
        return line.fault(
                "bad-prefix", line.place, "'" + line.keyword + "' cannot be preceded by '" + prefix + "'", "");
    }

    /** As in HAProxy, a keyword for the side that a proxy lacks is only warned about, unless traffic would be lost. */
    private void elsewhere(Words words, Draft draft, String name) {
        var sections = table.sections(name);
        if (sections.isEmpty()) {
            if (!unsupportedSection(words))
                problems.add(UnknownWord.keyword(words, draft.section, table.names(draft.section)));
            return;
        }
        var expected = Line.listed(sections.stream().map(Section::word).toList());
        boolean otherSide = draft.section.isOneSided() && !Collections.disjoint(sections, Section.PROXIES);
        if (otherSide && !ROUTING.contains(name)) {
            var lacks = draft.section == Section.FRONTEND ? "servers" : "clients";
            var message = "'" + name + "' is ignored: " + draft.title() + " has no " + lacks;
            problems.warning("misplaced-keyword", words.start(), message, expected);
        } else {
            var message = "'" + name + "' is not allowed in a '" + draft.section.word() + "' section";
            problems.error("misplaced-keyword", words.start(), message, expected);
        }
    }
}
