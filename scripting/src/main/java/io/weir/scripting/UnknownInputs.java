package io.weir.scripting;

import io.weir.rules.UnknownInputException;
import org.jspecify.annotations.Nullable;

/** What becomes of an input that nobody knows. Loop-confined. */
final class UnknownInputs {
    /** Who hears of it. */
    enum Told {
        /** The script: an error like any other. */
        SCRIPT,
        /** Whoever called the hook, whatever the script makes of the error. */
        CALLER
    }

    private final Told told;
    private @Nullable UnknownInputException first;

    UnknownInputs(Told told) {
        this.told = told;
    }

    void begin() {
        first = null;
    }

    /** Takes note of one, and gives back the message that the script is to get. */
    String met(UnknownInputException e) {
        if (told == Told.CALLER && first == null) first = e;
        return String.valueOf(e.getMessage());
    }

    /** Throws what the caller is to hear of. */
    void rethrow() {
        var met = first;
        if (met != null) throw met;
    }
}
