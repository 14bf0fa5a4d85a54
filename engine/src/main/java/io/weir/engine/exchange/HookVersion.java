package io.weir.engine.exchange;

import io.weir.rules.Hooks;

/**
 * The scripts of one version on one loop. They are closed when they are no longer the current ones and the last
 * exchange that began with them has ended. Loop-confined.
 */
final class HookVersion {
    private final Hooks hooks;
    private int users = 1;

    /** The maker is the first user. */
    HookVersion(Hooks hooks) {
        this.hooks = hooks;
    }

    Hooks hooks() {
        return hooks;
    }

    HookVersion enter() {
        users++;
        return this;
    }

    void leave() {
        if (--users == 0) hooks.close();
    }
}
