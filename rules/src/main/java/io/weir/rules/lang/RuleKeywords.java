package io.weir.rules.lang;

import io.weir.rules.Phase;
import io.weir.rules.action.RuleLine;
import io.weir.rules.config.UseBackend;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** ACLs, rule lines and the choice of a backend (configuration manual sections 4.2 and 7). Any thread. */
final class RuleKeywords {
    static final Setting<List<BackendChoice>> USE_BACKEND = Setting.own();

    private static final Map<Phase, Setting<List<RuleLine>>> RULES = rules();

    private RuleKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("acl", Section.PROXIES, RuleKeywords::acl);
        table.add("use_backend", Section.FRONTENDS, RuleKeywords::useBackend);
        TcpRuleKeywords.addTo(table);
        for (var phase : Phase.values())
            table.add(phase.keyword(), Section.PROXIES, (line, draft) -> rule(phase, line, draft));
    }

    static Setting<List<RuleLine>> of(Phase phase) {
        return java.util.Objects.requireNonNull(RULES.get(phase));
    }

    /** Whether a section has rule lines, of its own or taken over. */
    static boolean hasRules(Draft draft) {
        return RULES.values().stream().anyMatch(setting -> !draft.all(setting).isEmpty());
    }

    private static void acl(Line line, Draft draft) {
        refuseAnonymousDefaults(line, draft);
        new ConditionReader(line.problems).acl(line.words, draft.acls);
        line.rest();
    }

    private static void useBackend(Line line, Draft draft) {
        var name = line.word("a backend's name");
        var backend = new LogFormatReader(draft.acls).read(name, line.problems, Usable.REQUEST);
        var condition = new ConditionReader(line.problems).tail(line.words, draft.acls, Usable.REQUEST);
        line.rest();
        var rule = new UseBackend(backend, condition, line.place);
        draft.add(USE_BACKEND, new BackendChoice(name, rule), line.place);
    }

    private static void rule(Phase phase, Line line, Draft draft) {
        refuseAnonymousDefaults(line, draft);
        TcpRuleKeywords.check(phase, line, draft);
        if (phase == Phase.HTTP_REQUEST && !draft.all(USE_BACKEND).isEmpty())
            line.warn(
                    "rule-order",
                    line.place,
                    "a 'http-request' rule placed after a 'use_backend' rule is still evaluated before it",
                    "");
        var rule = new RuleLineReader(line.problems).read(phase, line.words, draft.acls);
        line.rest();
        if (rule != null) draft.add(of(phase), rule, line.place);
    }

    static void refuseAnonymousDefaults(Line line, Draft draft) {
        if (draft.section == Section.DEFAULTS && draft.name.isEmpty())
            throw line.fault(
                    "misplaced-keyword",
                    line.place,
                    "'" + line.keyword + "' is not allowed in an anonymous 'defaults' section",
                    "'defaults' with a name");
    }

    private static Map<Phase, Setting<List<RuleLine>>> rules() {
        var rules = new EnumMap<Phase, Setting<List<RuleLine>>>(Phase.class);
        for (var phase : Phase.values()) rules.put(phase, Setting.inherited());
        return rules;
    }
}
