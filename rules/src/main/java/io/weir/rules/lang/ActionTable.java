package io.weir.rules.lang;

import static io.weir.rules.Phase.HTTP_AFTER_RESPONSE;
import static io.weir.rules.Phase.HTTP_REQUEST;
import static io.weir.rules.Phase.HTTP_RESPONSE;
import static io.weir.rules.Phase.TCP_REQUEST_CONNECTION;
import static io.weir.rules.Phase.TCP_REQUEST_CONTENT;
import static io.weir.rules.Phase.TCP_REQUEST_SESSION;
import static io.weir.rules.Phase.TCP_RESPONSE_CONTENT;

import io.weir.rules.Phase;
import io.weir.rules.Verdict;
import io.weir.rules.action.Action;
import io.weir.rules.action.AddHeader;
import io.weir.rules.action.ConnectionField;
import io.weir.rules.action.DelHeader;
import io.weir.rules.action.DelMatchingHeaders;
import io.weir.rules.action.ReplaceHeader;
import io.weir.rules.action.ReplaceUriField;
import io.weir.rules.action.ReplaceValue;
import io.weir.rules.action.SetHeader;
import io.weir.rules.action.SetLogLevel;
import io.weir.rules.action.SetPriority;
import io.weir.rules.action.SetStatus;
import io.weir.rules.action.SetUriField;
import io.weir.rules.action.UnsetVariable;
import io.weir.rules.action.UriField;
import io.weir.rules.sample.BadArgumentException;
import io.weir.rules.sample.Case;
import io.weir.rules.sample.MatchMethod;
import io.weir.rules.sample.PatternMatch;
import io.weir.rules.sample.PatternTests;
import io.weir.rules.sample.Regex;
import io.weir.rules.sample.TextTest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every action of rule lines by its name, with the phases in which it may stand (configuration manual section 4.2).
 * Any thread; immutable once loaded.
 */
final class ActionTable {
    private static final Map<Phase, Map<String, Reader>> BY_PHASE = table();

    /** Levels of {@code set-log-level}, the most severe first; the last is no line at all. */
    private static final List<String> LOG_LEVELS =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug", "silent");

    private ActionTable() {}

    /** Reads the arguments of one action. */
    @FunctionalInterface
    interface Reader {
        /** @throws LineFault for what is wrong */
        Action read(ActionLine line);
    }

    static @Nullable Reader reader(Phase phase, String name) {
        return of(phase).get(name);
    }

    static Set<String> names(Phase phase) {
        return of(phase).keySet();
    }

    private static Map<String, Reader> of(Phase phase) {
        return java.util.Objects.requireNonNull(BY_PHASE.get(phase));
    }

    private static Map<Phase, Map<String, Reader>> table() {
        Map<Phase, Map<String, Reader>> table = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) table.put(phase, new TreeMap<>());
        addMessage(table);
        addStartLine(table);
        addEnds(table);
        TableActions.addTo(table);
        addPatterns(table);
        addStream(table);
        addConnection(table);
        return table;
    }

    static void add(Map<Phase, Map<String, Reader>> table, String name, Reader reader, Phase... phases) {
        for (Phase phase : phases)
            java.util.Objects.requireNonNull(table.get(phase)).put(name, reader);
    }

    private static void addMessage(Map<Phase, Map<String, Reader>> table) {
        Phase[] all = {HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE};
        add(table, "set-header", ActionTable::setHeader, all);
        add(table, "add-header", ActionTable::addHeader, all);
        add(table, "del-header", ActionTable::delHeader, all);
        add(table, "replace-header", ActionTable::replaceHeader, all);
        add(table, "replace-value", ActionTable::replaceValue, all);
        add(table, "set-var", ActionTable::setVariable, Phase.values());
        add(table, "set-var-fmt", ActionTable::setVariableFormat, Phase.values());
        add(table, "unset-var", line -> new UnsetVariable(line.variable()), Phase.values());
        add(table, "allow", line -> (txn, origin) -> new Verdict.Allow(origin), all);
        Phase[] logged = {TCP_REQUEST_CONTENT, HTTP_REQUEST, TCP_RESPONSE_CONTENT, HTTP_RESPONSE};
        add(table, "set-log-level", ActionTable::setLogLevel, logged);
        Phase[] capturing = {TCP_REQUEST_CONTENT, HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE};
        add(table, "capture", CaptureReader::read, capturing);
        add(table, "set-status", ActionTable::setStatus, HTTP_RESPONSE, HTTP_AFTER_RESPONSE);
    }

    private static void addStartLine(Map<Phase, Map<String, Reader>> table) {
        add(table, "set-method", setUri(UriField.METHOD), HTTP_REQUEST);
        add(table, "set-path", setUri(UriField.PATH), HTTP_REQUEST);
        add(table, "set-pathq", setUri(UriField.PATHQ), HTTP_REQUEST);
        add(table, "set-query", setUri(UriField.QUERY), HTTP_REQUEST);
        add(table, "set-uri", setUri(UriField.URI), HTTP_REQUEST);
        add(table, "replace-path", replaceUri(UriField.PATH), HTTP_REQUEST);
        add(table, "replace-pathq", replaceUri(UriField.PATHQ), HTTP_REQUEST);
        add(table, "replace-uri", replaceUri(UriField.URI), HTTP_REQUEST);
    }

    private static void addPatterns(Map<Phase, Map<String, Reader>> table) {
        add(table, "set-map", PatternActions::setMap, HTTP_REQUEST, HTTP_RESPONSE);
        add(table, "del-map", PatternActions::delMap, HTTP_REQUEST, HTTP_RESPONSE);
        add(table, "add-acl", PatternActions::addAcl, HTTP_REQUEST, HTTP_RESPONSE);
        add(table, "del-acl", PatternActions::delAcl, HTTP_REQUEST, HTTP_RESPONSE);
    }

    private static void addEnds(Map<Phase, Map<String, Reader>> table) {
        add(table, "deny", ReplyReader::deny, HTTP_REQUEST, HTTP_RESPONSE);
        add(table, "return", ReplyReader::answer, HTTP_REQUEST, HTTP_RESPONSE);
        add(table, "redirect", RedirectReader::read, HTTP_REQUEST, HTTP_RESPONSE);
        add(table, "tarpit", ReplyReader::tarpit, HTTP_REQUEST);
        Phase[] tcp = {TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT};
        add(table, "accept", line -> (txn, origin) -> new Verdict.Allow(origin), tcp);
        add(table, "reject", line -> (txn, origin) -> new Verdict.Reject(origin), tcp);
        add(table, "switch-mode", StreamActions::switchMode, Phase.TCP_REQUEST_CONTENT);
        add(table, "silent-drop", line -> (txn, origin) -> new Verdict.SilentDrop(origin), tcp);
        add(table, "silent-drop", line -> (txn, origin) -> new Verdict.SilentDrop(origin), HTTP_REQUEST, HTTP_RESPONSE);
        add(table, "reject", line -> (txn, origin) -> new Verdict.Reject(origin), HTTP_REQUEST);
    }

    private static void addStream(Map<Phase, Map<String, Reader>> table) {
        add(table, "auth", StreamActions::auth, HTTP_REQUEST);
        add(table, "expect-proxy", StreamActions::expectProxy, TCP_REQUEST_CONNECTION);
        Phase[] ofClient = {TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT, HTTP_REQUEST};
        add(table, "set-src", StreamActions.set(ConnectionField.SRC), ofClient);
        add(table, "set-src-port", StreamActions.set(ConnectionField.SRC_PORT), ofClient);
        add(table, "set-dst", StreamActions.set(ConnectionField.DST), ofClient);
        add(table, "set-dst-port", StreamActions.set(ConnectionField.DST_PORT), ofClient);
        add(
                table,
                "set-priority-class",
                StreamActions.priority(SetPriority.Kind.CLASS),
                TCP_REQUEST_CONTENT,
                HTTP_REQUEST);
        add(
                table,
                "set-priority-offset",
                StreamActions.priority(SetPriority.Kind.OFFSET),
                TCP_REQUEST_CONTENT,
                HTTP_REQUEST);
        add(table, "set-timeout", StreamActions::timeout, HTTP_REQUEST);
        add(table, "strict-mode", StreamActions::strictMode, HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE);
        add(table, "early-hint", StreamActions::earlyHint, HTTP_REQUEST);
        add(table, "disable-l7-retry", StreamActions::disableL7Retry, HTTP_REQUEST);
        add(table, "wait-for-body", StreamActions::waitForBody, HTTP_REQUEST, HTTP_RESPONSE);
        add(table, "normalize-uri", StreamActions::normalizeUri, HTTP_REQUEST);
    }

    private static void addConnection(Map<Phase, Map<String, Reader>> table) {
        Phase[] content = {TCP_REQUEST_CONTENT, TCP_RESPONSE_CONTENT, HTTP_REQUEST, HTTP_RESPONSE};
        add(table, "set-nice", StreamActions::nice, content);
        for (Phase[] phases : List.of(content, new Phase[] {TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION})) {
            add(table, "set-mark", StreamActions::mark, phases);
            add(table, "set-tos", StreamActions::tos, phases);
        }
        add(table, "wait-for-handshake", StreamActions::waitForHandshake, HTTP_REQUEST);
        add(table, "close", StreamActions::closeServer, TCP_RESPONSE_CONTENT);
    }

    private static Action setHeader(ActionLine line) {
        String name = line.headerName();
        return new SetHeader(line.side(), name, line.format("a value"));
    }

    private static Action addHeader(ActionLine line) {
        String name = line.headerName();
        return new AddHeader(line.side(), name, line.format("a value"));
    }

    private static Action replaceHeader(ActionLine line) {
        String name = line.headerName();
        Regex regex = line.regex(Case.KEPT);
        return new ReplaceHeader(line.side(), name, regex, line.format("what takes its place"));
    }

    private static Action replaceValue(ActionLine line) {
        String name = line.headerName();
        Regex regex = line.regex(Case.KEPT);
        return new ReplaceValue(line.side(), name, regex, line.format("what takes its place"));
    }

    private static Action delHeader(ActionLine line) {
        Word name = line.word("a header's name");
        if (!line.takes("-m")) return new DelHeader(line.side(), name.text());
        String expected = "str, beg, end, sub or reg";
        Word word = line.word(expected);
        MatchMethod method = MatchMethod.byKeyword(word.text());
        return switch (method) {
            case STR -> new DelHeader(line.side(), name.text());
            case BEG, END, SUB, REG -> new DelMatchingHeaders(line.side(), names(line, name, method));
            case null, default -> throw line.bad(word, expected);
        };
    }

    /** Names come in small letters, as HAProxy has them; expressions keep their case, so they should be in small ones. */
    private static TextTest names(ActionLine line, Word name, MatchMethod method) {
        Case letters = method == MatchMethod.REG ? Case.KEPT : Case.IGNORED;
        try {
            return PatternTests.ofOne(PatternMatch.acl(method, letters, PatternMatch.Names.PLAIN), name.text());
        } catch (BadArgumentException e) {
            throw line.fault("bad-pattern", name.place(), Latin1.readable(e.problem()), e.expected());
        }
    }

    private static Action setVariable(ActionLine line) {
        return line.settingVariable(line::expression);
    }

    private static Action setVariableFormat(ActionLine line) {
        return line.settingVariable(() -> line.plainFormat("a text")::render);
    }

    private static Action setLogLevel(ActionLine line) {
        String expected = Line.listed(LOG_LEVELS);
        Word word = line.word(expected);
        int level = LOG_LEVELS.indexOf(word.text());
        if (level < 0) throw line.bad(word, expected);
        return new SetLogLevel(level);
    }

    private static Action setStatus(ActionLine line) {
        int status = line.number("a status of 100 to 599", 100, 599);
        return new SetStatus(
                status, line.takes("reason") ? line.word("a reason").text() : "");
    }

    private static Reader setUri(UriField field) {
        return line -> new SetUriField(field, line.format("a value"));
    }

    private static Reader replaceUri(UriField field) {
        return line -> {
            Regex regex = line.regex(Case.KEPT);
            return new ReplaceUriField(field, regex, line.format("what takes its place"));
        };
    }
}
