package io.weir.engine.admin;

import io.weir.engine.account.FrontendCounters;
import io.weir.rules.config.FrontendConfig;

/** A frontend while the proxy runs. Any thread. */
public interface RunningFrontend {
    FrontendConfig config();

    FrontendCounters counters();

    State state();

    /** Stops accepting; clients wait in the kernel's queue. False when that was so already. */
    boolean pause();

    /** Accepts again. False when that was so already. */
    boolean resume();

    /** Whether clients are accepted; the names are those of {@code show stat}. */
    enum State {
        OPEN,
        PAUSED,
        STOP
    }
}
