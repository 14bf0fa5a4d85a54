package io.weir.scripting;

import io.weir.rules.IllegalEffectException;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * Makes errors as a script knows them, with the script's own stack: thrown by the host, they arrive in the script as
 * plain {@code Error}s. Loop-confined.
 */
final class ScriptErrors {
    private final Value raise;

    /** @param raise a function of the host's own scripts that throws an {@code Error} with its argument as message */
    ScriptErrors(Value raise) {
        this.raise = raise;
    }

    /** The error to throw. */
    PolyglotException of(String message) {
        try {
            raise.executeVoid(message);
        } catch (PolyglotException e) {
            return e;
        }
        throw new IllegalStateException("an error that was raised did not come");
    }

    /** The error to throw for a change that is refused. */
    PolyglotException of(IllegalEffectException e) {
        return of(String.valueOf(e.getMessage()));
    }
}
