package io.weir.engine.exchange;

import io.weir.engine.account.Session;
import io.weir.engine.loop.Timer;

/** Looks at an exchange from outside, for operators and for who checks the accounts. Loop-confined. */
public final class SessionOf {
    private SessionOf() {}

    /**
     * What it is and holds at this moment.
     *
     * @param clientMillis what is left of the time that its client may take; -1: it may take any
     */
    public static Session exchange(Exchange its, long clientMillis) {
        long now = System.nanoTime();
        var dispatch = its.dispatch();
        var connection = its.connection();
        var backend = its.backend();
        var server = its.server();
        long wait = dispatch == null ? -1 : dispatch.remainingMillis(now);
        return new Session(
                its.id(),
                its.client().view().source(),
                its.frontend().name(),
                backend == null ? null : backend.name(),
                server == null ? null : server.name(),
                (now - its.record().startNanos) / 1_000_000,
                dispatch == null || its.stage() != Stage.DISPATCH ? its.stage().word() : dispatch.word(),
                dispatch == null ? Session.Holds.NOTHING : dispatch.holds(),
                new Session.Timers(
                        clientMillis,
                        Timer.sooner(wait, its.remainingMillis(now)),
                        connection == null ? -1 : connection.remainingMillis(now)),
                its.record().bytesIn,
                its.record().bytesOut);
    }
}
