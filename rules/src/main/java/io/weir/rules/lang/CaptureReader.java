package io.weir.rules.lang;

import io.weir.rules.CaptureSlots.Slot;
import io.weir.rules.Effects.Side;
import io.weir.rules.action.Action;
import io.weir.rules.action.CaptureSample;
import io.weir.rules.sample.Expression;

/** Reads {@code capture} of rule lines (configuration manual section 4.2, {@code http-request capture}). Any thread. */
final class CaptureReader {
    private static final int MAX_LENGTH = 65535;

    private CaptureReader() {}

    static Action read(ActionLine line) {
        Expression value = line.expression();
        Side side = line.side();
        String expected = side == Side.REQUEST ? "len or id" : "id";
        Word word = line.word(expected);
        if (word.text().equals("len") && side == Side.REQUEST) return new CaptureSample(side, slot(line, word), value);
        if (!word.text().equals("id")) throw line.bad(word, expected);
        return new CaptureSample(side, known(line, side), value);
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
