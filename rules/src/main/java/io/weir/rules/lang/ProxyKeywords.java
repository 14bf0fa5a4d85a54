package io.weir.rules.lang;

import io.weir.rules.config.Mode;
import io.weir.rules.config.RuleErrorPolicy;
import io.weir.rules.config.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a proxy is, and what it starts from (configuration manual section 4.2). Any thread. */
final class ProxyKeywords {
    static final Setting<Mode> MODE = Setting.inherited();
    static final Setting<Integer> MAXCONN = Setting.inherited();
    static final Setting<Integer> BACKLOG = Setting.inherited();
    static final Setting<Integer> RATE_LIMIT_SESSIONS = Setting.inherited();
    static final Setting<Word> DEFAULT_BACKEND = Setting.inherited();
    static final Setting<String> DESCRIPTION = Setting.own();
    static final Setting<Boolean> DISABLED = Setting.inherited();
    static final Setting<Integer> ID = Setting.own();
    static final Setting<List<ScriptFile>> SCRIPTS = Setting.inherited();
    static final Setting<RuleErrorPolicy> ON_RULE_ERROR = Setting.inherited();

    private ProxyKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("mode", Section.PROXIES, ProxyKeywords::mode);
        table.add("maxconn", Section.CLIENT_SIDE, GlobalKeywords.number(MAXCONN, 0, Integer.MAX_VALUE));
        table.add("backlog", Section.CLIENT_SIDE, GlobalKeywords.number(BACKLOG, 0, Integer.MAX_VALUE));
        table.add(
                "rate-limit sessions",
                Section.CLIENT_SIDE,
                GlobalKeywords.number(RATE_LIMIT_SESSIONS, 0, Integer.MAX_VALUE));
        table.add(
                "default_backend",
                Section.CLIENT_SIDE,
                (line, draft) -> draft.set(DEFAULT_BACKEND, line.word("a backend's name"), line.place));
        table.add(
                "description",
                Section.NAMED_PROXIES,
                (line, draft) -> draft.set(DESCRIPTION, GlobalKeywords.sentence(line), line.place));
        table.add("disabled", Section.PROXIES, (line, draft) -> draft.set(DISABLED, true, line.place));
        table.add("enabled", Section.PROXIES, (line, draft) -> draft.set(DISABLED, false, line.place));
        table.add("id", Section.NAMED_PROXIES, GlobalKeywords.number(ID, 1, Integer.MAX_VALUE));
        table.add("rules", Section.PROXIES, ProxyKeywords::rules);
        table.add(
                "on-rule-error",
                Section.PROXIES,
                (line, draft) -> draft.set(
                        ON_RULE_ERROR,
                        line.choice(Map.of("default", RuleErrorPolicy.DEFAULT, "deny", RuleErrorPolicy.DENY)),
                        line.place));
    }

    private static void mode(Line line, Draft draft) {
        var mode = line.choice(Map.of("http", Mode.HTTP, "tcp", Mode.TCP));
        draft.set(MODE, mode, line.place);
        draft.acls.mode(mode);
    }

    /** What it speaks; HAProxy's default is tcp. */
    static Mode mode(Draft draft) {
        return draft.get(MODE, Mode.TCP);
    }

    /** Names of proxies and servers: letters, digits, and {@code - _ . :}. */
    static void checkName(Line line, Word name) {
        for (int i = 0; i < name.text().length(); i++) {
            char c = name.text().charAt(i);
            if (!isNameCharacter(c) && c != ':')
                throw line.bad(name, "a name of letters, digits, '-', '_', '.' and ':'");
        }
    }

    static boolean isNameCharacter(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || "-_.".indexOf(c) >= 0;
    }

    private static void rules(Line line, Draft draft) {
        var word = line.word("a JavaScript module");
        Path file = line.files.findBeside(Latin1.readable(word.text()));
        if (!Files.isReadable(file) || Files.isDirectory(file))
            throw line.fault("missing-file", word.place(), "'rules': cannot read " + file, "a JavaScript module");
        draft.add(SCRIPTS, new ScriptFile(file, line.place), line.place);
    }
}
