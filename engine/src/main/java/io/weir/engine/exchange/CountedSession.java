package io.weir.engine.exchange;

import io.weir.engine.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * The server whose session count includes an exchange, if there is one at present; no object of its own, since there is
 * one for each exchange. Loop-confined.
 */
abstract class CountedSession {
    private @Nullable Server at;

    final void enterSession(Server server) {
        at = server;
        server.counters().sessions.enter();
        server.counters().totalSessions.increment();
        server.counters().sessionRate.add(System.currentTimeMillis());
    }

    final void leaveSession() {
        var counted = at;
        at = null;
        if (counted != null) counted.counters().sessions.leave();
    }

    final boolean isInSession() {
        return at != null;
    }
}
