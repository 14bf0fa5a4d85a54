package io.weir.rules.lang;

import io.weir.rules.CaptureSlots.Slot;
import io.weir.rules.Effects.Side;
import io.weir.rules.Phase;
import io.weir.rules.action.Action;
import io.weir.rules.action.CaptureSample;
import io.weir.rules.sample.Expression;
import java.util.List;

/** Reads {@code capture} of rule lines (configuration manual section 4.2, such as {@code http-request capture}). Any thread. */
final class CaptureReader {
    private static final int MAX_LENGTH = 65535;

    private CaptureReader() {}

    static Action read(ActionLine line) {
        Expression value = line.expression();
        Side side = line.side();
        List<String> ways = ways(line.phase());
        String expected = String.join(" or ", ways);
        Word word = line.word(expected);
        if (!ways.contains(word.text())) throw line.bad(word, expected);
        int id = word.text().equals("len") ? slot(line, word) : known(line, side);
        return new CaptureSample(side, id, value);
    }

    /** How the lines of that rule set name the slot: a new one of that length, or one that is declared. */
    private static List<String> ways(Phase phase) {
        return switch (phase) {
            case TCP_REQUEST_CONTENT -> List.of("len");
            case HTTP_REQUEST -> List.of("len", "id");
            case HTTP_RESPONSE, HTTP_AFTER_RESPONSE -> List.of("id");
            case TCP_REQUEST_CONNECTION, TCP_REQUEST_SESSION, TCP_RESPONSE_CONTENT ->
                throw new IllegalStateException("nothing is captured there");
        };
    }

    private static int slot(ActionLine line, Word word) {
        if (!line.scope().makesSlots())
            throw line.fault(
                    "misplaced-parameter",
                    word.place(),
                    "'capture' with 'len' makes a slot, and only frontends have slots",
                    "'id' and the number of a slot that a frontend declares");
        int length = line.number("a length of 1 to " + MAX_LENGTH, 1, MAX_LENGTH);
        return line.scope().slot(Side.REQUEST, new Slot("", length));
    }

    /** A backend's lines may name a slot that its frontend has or has not. */
    private static int known(ActionLine line, Side side) {
        var place = line.place();
        int id = line.number("the number of a slot, from 0", 0, MAX_LENGTH);
        int slots = line.scope().slots(side).size();
        if (line.scope().hasClients() && id >= slots)
            throw line.fault(
                    "unknown-slot",
                    place,
                    "there is no slot " + id + ": " + slots + " are declared so far",
                    "'declare capture " + (side == Side.REQUEST ? "request" : "response") + " len' before it");
        return id;
    }
}
