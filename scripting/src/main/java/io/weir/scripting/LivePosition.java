package io.weir.scripting;

import io.weir.rules.Origin;
import io.weir.rules.Place;

/**
 * Costs nothing until somebody asks: a verdict stands at its hook's first line, an effect is found by a walk of the
 * script's stack. Loop-confined.
 */
final class LivePosition implements Position {
    private final JsFaults faults;
    private final ScriptErrors errors;
    private Place hook;

    LivePosition(JsFaults faults, ScriptErrors errors, Place before) {
        this.faults = faults;
        this.errors = errors;
        this.hook = before;
    }

    @Override
    public void begin(HookFunction function) {
        hook = function.place();
    }

    @Override
    public Place place() {
        return faults.place(errors.of(""), hook);
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
