package io.weir.rules.lang;

import static io.weir.rules.Phase.HTTP_REQUEST;
import static io.weir.rules.Phase.HTTP_RESPONSE;
import static io.weir.rules.Phase.TCP_REQUEST_CONNECTION;
import static io.weir.rules.Phase.TCP_REQUEST_CONTENT;
import static io.weir.rules.Phase.TCP_REQUEST_SESSION;
import static io.weir.rules.Phase.TCP_RESPONSE_CONTENT;

import io.weir.rules.Phase;
import io.weir.rules.action.Action;
import io.weir.rules.action.IncrementGpc;
import io.weir.rules.action.SetGpt;
import io.weir.rules.action.Track;
import io.weir.rules.sample.Expression;
import io.weir.rules.table.Gpc;
import io.weir.rules.table.Gpt;
import io.weir.rules.table.Stored;
import io.weir.rules.table.Tracking;
import java.util.Map;

/** Actions about stick tables: {@code track-scN}, {@code sc-inc-gpc} and {@code sc-set-gpt} (section 4.2). Any thread. */
final class TableActions {
    private static final String COUNTERS = "a stick counter of 0 to " + (Tracking.COUNTERS - 1);

    private TableActions() {}

    static void addTo(Map<Phase, Map<String, ActionTable.Reader>> table) {
        Phase[] tracking = {
            TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT, HTTP_REQUEST, HTTP_RESPONSE
        };
        for (int i = 0; i < Tracking.COUNTERS; i++) {
            int counter = i;
            ActionTable.add(table, "track-sc" + i, line -> track(counter, line), tracking);
        }
        Phase[] changing = {
            TCP_REQUEST_CONNECTION,
            TCP_REQUEST_SESSION,
            TCP_REQUEST_CONTENT,
            HTTP_REQUEST,
            TCP_RESPONSE_CONTENT,
            HTTP_RESPONSE
        };
        ActionTable.add(table, "sc-inc-gpc0", line -> new IncrementGpc(counter(line), Gpc.GPC0), changing);
        ActionTable.add(table, "sc-inc-gpc1", line -> new IncrementGpc(counter(line), Gpc.GPC1), changing);
        ActionTable.add(table, "sc-inc-gpc", TableActions::incrementGpc, changing);
        ActionTable.add(table, "sc-set-gpt0", line -> setGpt(counter(line), Gpt.GPT0, line), changing);
        ActionTable.add(table, "sc-set-gpt", TableActions::setGpt, changing);
    }

    private static Action track(int counter, ActionLine line) {
        Expression key = line.expression();
        String table = line.table(key.type());
        Track.Counting counting = switch (line.phase()) {
            case HTTP_REQUEST -> Track.Counting.REQUEST;
            case HTTP_RESPONSE -> Track.Counting.RESPONSE;
            case TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_REQUEST_CONTENT -> Track.Counting.LATER;
            case TCP_RESPONSE_CONTENT, HTTP_AFTER_RESPONSE -> throw new IllegalStateException("cannot track there");
        };
        return new Track(counter, key, table, counting);
    }

    private static Action incrementGpc(ActionLine line) {
        int[] both = indexAndCounter(line, "a counter's index");
        return new IncrementGpc(both[1], Gpc.ofArray(both[0]));
    }

    private static Action setGpt(ActionLine line) {
        int[] both = indexAndCounter(line, "a tag's index");
        return setGpt(both[1], Gpt.ofArray(both[0]), line);
    }

    private static Action setGpt(int counter, Gpt gpt, ActionLine line) {
        if (!line.peek().matches("[+-]?[0-9]{1,18}")) return new SetGpt(counter, gpt, line.expression());
        Long value = Long.valueOf(line.word("a number").text());
        return new SetGpt(counter, gpt, txn -> value);
    }

    /** What stands between the parentheses, or 0 without them. */
    private static int counter(ActionLine line) {
        Word word = line.argument();
        return word.text().isEmpty() ? 0 : number(line, word.text(), Tracking.COUNTERS, COUNTERS);
    }

    private static int[] indexAndCounter(ActionLine line, String index) {
        Word word = line.argument();
        int comma = word.text().indexOf(',');
        String expected = index + " and " + COUNTERS + ", such as '(1,0)'";
        if (comma < 0) throw line.fault("bad-argument", word.place(), "two numbers are needed here", expected);
        return new int[] {
            number(line, word.text().substring(0, comma), Stored.MAX_ELEMENTS, expected),
            number(line, word.text().substring(comma + 1), Tracking.COUNTERS, expected)
        };
    }

    private static int number(ActionLine line, String text, int limit, String expected) {
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) < limit) return Integer.parseInt(text);
        throw line.fault("bad-argument", line.argument().place(), "'" + text + "' is not valid here", expected);
    }
}
