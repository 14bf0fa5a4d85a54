package io.weir.rules.lang;

import io.weir.rules.CaptureSlots;
import io.weir.rules.CaptureSlots.Slot;
import io.weir.rules.Effects.Side;
import io.weir.rules.config.Capturing;
import java.util.Set;

/** What a frontend keeps of messages for its log (configuration manual sections 4.2, 8.7 and 8.8). Any thread. */
final class CaptureKeywords {
    private static final Setting<Slot> COOKIE = Setting.own();
    private static final int MAX_LENGTH = 65535;
    private static final Set<Section> SECTIONS = Section.FRONTENDS;

    private CaptureKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("capture cookie", SECTIONS, CaptureKeywords::cookie);
        table.add("capture request", SECTIONS, (line, draft) -> header(line, draft, Side.REQUEST));
        table.add("capture response", SECTIONS, (line, draft) -> header(line, draft, Side.RESPONSE));
        table.add("declare capture", SECTIONS, CaptureKeywords::declare);
    }

    static Capturing of(Draft draft) {
        var slots =
                new CaptureSlots(draft.acls.slots(Side.REQUEST), draft.acls.slots(Side.RESPONSE), draft.get(COOKIE));
        return new Capturing(slots, LogFormatKeywords.uniqueId(draft), LogFormatKeywords.uniqueIdHeader(draft));
    }

    private static void cookie(Line line, Draft draft) {
        var name = line.text("a cookie's name, or what it begins with");
        draft.set(COOKIE, new Slot(name, length(line)), line.place);
    }

    private static void header(Line line, Draft draft, Side side) {
        if (!line.takes("header")) throw line.bad(line.word("header"), "header");
        var name = OptionKeywords.headerName(line, line.word("a header's name"));
        draft.acls.slot(side, new Slot(name, length(line)));
    }

    private static void declare(Line line, Draft draft) {
        var word = line.word("request or response");
        var side = switch (word.text()) {
            case "request" -> Side.REQUEST;
            case "response" -> Side.RESPONSE;
            default -> throw line.bad(word, "request or response");
        };
        draft.acls.slot(side, new Slot("", length(line)));
    }

    private static int length(Line line) {
        if (!line.takes("len")) throw line.bad(line.word("len"), "len");
        return line.number(1, MAX_LENGTH);
    }
}
