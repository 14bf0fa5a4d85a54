package io.weir.rules.lang;

import io.weir.rules.Phase;
import java.time.Duration;
import java.util.Set;

/** What {@code tcp-request} and {@code tcp-response} lines have of their own (configuration manual section 4.2). Any thread. */
final class TcpRuleKeywords {
    static final Setting<Duration> INSPECT_REQUEST = Setting.inherited();
    static final Setting<Duration> INSPECT_RESPONSE = Setting.inherited();

    private TcpRuleKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("tcp-request inspect-delay", Section.PROXIES, delay(INSPECT_REQUEST));
        table.add("tcp-response inspect-delay", Section.SERVER_SIDE, delay(INSPECT_RESPONSE));
    }

    /** Whether lines of that rule set run in proxies of that kind. */
    static boolean fits(Phase phase, Section section) {
        return sections(phase).contains(section);
    }

    private static Set<Section> sections(Phase phase) {
        return switch (phase) {
            case TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION -> Section.CLIENT_SIDE;
            case TCP_RESPONSE_CONTENT -> Section.SERVER_SIDE;
            case TCP_REQUEST_CONTENT, HTTP_REQUEST, HTTP_RESPONSE, HTTP_AFTER_RESPONSE -> Section.PROXIES;
        };
    }

    /** A line must be for a side that the section has, and is better not written below what runs after it. */
    static void check(Phase phase, Line line, Draft draft) {
        if (!fits(phase, draft.section)) {
            var expected =
                    Line.listed(sections(phase).stream().map(Section::word).toList());
            var message = "'" + phase.keyword() + "' is not allowed in a '" + draft.section.word() + "' section";
            throw line.fault("misplaced-keyword", line.place, message, expected);
        }
        for (var later : Phase.values()) {
            boolean runsAfter = isOfRequest(phase) && isOfRequest(later) && later.compareTo(phase) > 0;
            if (runsAfter && !draft.all(RuleKeywords.of(later)).isEmpty()) {
                line.warn(
                        "rule-order",
                        line.place,
                        "a '" + phase.keyword() + "' rule placed after a '" + later.keyword()
                                + "' rule is still evaluated before it",
                        "");
                return;
            }
        }
    }

    private static boolean isOfRequest(Phase phase) {
        return phase.compareTo(Phase.HTTP_REQUEST) <= 0;
    }

    private static Keyword.Reader delay(Setting<Duration> setting) {
        return (line, draft) -> {
            RuleKeywords.refuseAnonymousDefaults(line, draft);
            draft.set(setting, line.time(), line.place);
        };
    }
}
