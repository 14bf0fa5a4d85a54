package io.weir.replay;

import io.weir.rules.Place;
import io.weir.rules.lang.Problem;
import io.weir.rules.lang.Severity;

/** A line of a capture that cannot be replayed. Confined to the replaying thread. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Place place;
    private final String expected;

    /** @param expected what would have been right; empty when the message says it */
    BadLineException(Place place, String message, String expected) {
        super(message, null, false, false);
        this.place = place;
        this.expected = expected;
    }

    Problem problem() {
        return new Problem(Severity.ERROR, "bad-line", place, String.valueOf(getMessage()), expected);
    }
}
