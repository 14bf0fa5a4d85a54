package io.weir.scripting;

import io.weir.rules.Origin;
import io.weir.rules.Place;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * Costs nothing until somebody asks: a verdict stands at its hook's first line, an effect is found by a walk of the
 * script's stack. Loop-confined.
 */
final class LivePosition implements Position {
    private final JsFaults faults;
    private final Value thrower;
    private Place hook;

    /** @param thrower a function of the prelude that only throws, so that the error carries the stack */
    LivePosition(JsFaults faults, Value thrower, Place before) {
        this.faults = faults;
        this.thrower = thrower;
        this.hook = before;
    }

    @Override
    public void begin(HookFunction function) {
        hook = function.place();
    }

    @Override
    public Place place() {
        try {
            thrower.executeVoid();
        } catch (PolyglotException e) {
            return faults.place(e, hook);
        }
        return hook;
    }

    @Override
    public Origin ofReturn() {
        return hook;
    }

    @Override
    public Origin ofCall() {
        return hook;
    }
}
