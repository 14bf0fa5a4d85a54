package io.weir.rules.lang;

import io.weir.rules.config.StickRule;
import io.weir.rules.config.StickRule.Act;
import io.weir.rules.config.StickRules;
import java.util.List;

/** Stick tables that remember servers (configuration manual section 4.2, {@code stick}). Any thread. */
final class StickKeywords {
    private static final Setting<List<StickRule>> REQUEST = Setting.own();
    private static final Setting<List<StickRule>> RESPONSE = Setting.own();

    private StickKeywords() {}

    static void addTo(KeywordTable table) {
        addRequest(table, "stick on", Act.MATCH_AND_STORE);
        addRequest(table, "stick match", Act.MATCH);
        addRequest(table, "stick store-request", Act.STORE);
        addRequest(table, "stick store", Act.STORE); // what HAProxy also calls it
        table.add("stick store-response", Section.BACKENDS, (line, draft) -> {
            var rule = read(Act.STORE, line, draft, Usable.RESPONSE);
            draft.add(RESPONSE, rule, line.place);
        });
    }

    private static void addRequest(KeywordTable table, String name, Act act) {
        table.add(name, Section.BACKENDS, (line, draft) -> {
            var rule = read(act, line, draft, Usable.REQUEST);
            draft.add(REQUEST, rule, line.place);
        });
    }

    static StickRules of(Draft draft) {
        var request = draft.all(REQUEST);
        var response = draft.all(RESPONSE);
        return request.isEmpty() && response.isEmpty() ? StickRules.NONE : new StickRules(request, response);
    }

    private static StickRule read(Act act, Line line, Draft draft, Usable where) {
        if (!line.words.hasNext()) line.word("a sample expression");
        var at = line.words.place();
        var key = new ExpressionReader(line.problems, draft.acls).read(line.words, where);
        var given = line.takes("table") ? line.word("a stick table") : new Word("", at);
        var table = draft.acls.table(given.text(), key.type(), given.place(), line.keyword);
        draft.acls.shared().stickTo(table);
        var condition = new ConditionReader(line.problems).tail(line.words, draft.acls, where);
        return new StickRule(act, key, table, condition, line.place);
    }
}
