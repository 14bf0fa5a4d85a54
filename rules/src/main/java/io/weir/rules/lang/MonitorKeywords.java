package io.weir.rules.lang;

import io.weir.rules.config.Monitor;
import io.weir.rules.sample.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code monitor-uri} and {@code monitor fail} (configuration manual section 4.2). Any thread. */
final class MonitorKeywords {
    private static final Setting<Word> URI = Setting.inherited();
    private static final Setting<List<Condition>> FAILURES = Setting.own();

    private MonitorKeywords() {}

    static void addTo(KeywordTable table) {
        table.add(
                "monitor-uri",
                Section.CLIENT_SIDE,
                (line, draft) -> draft.set(URI, line.word("a path or a whole target"), line.place));
        table.add("monitor fail", Section.FRONTENDS, MonitorKeywords::fail);
    }

    static @Nullable Monitor of(Draft draft) {
        var uri = draft.get(URI);
        return uri == null ? null : new Monitor(uri.text(), draft.all(FAILURES), uri.place());
    }

    private static void fail(Line line, Draft draft) {
        if (!line.words.hasNext())
            throw line.fault(
                    "missing-argument", line.words.place(), "'monitor fail' lacks a condition", "'if' or 'unless'");
        var condition = new ConditionReader(line.problems).tail(line.words, draft.acls, Usable.REQUEST);
        line.rest();
        draft.add(FAILURES, condition, line.place);
    }
}
