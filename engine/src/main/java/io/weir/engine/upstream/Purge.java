package io.weir.engine.upstream;

import io.weir.engine.loop.Timer;
import io.weir.engine.server.Server;

/**
 * Closes half of the idle connections to a server that nobody needed lately, every {@code pool-purge-delay} as long as
 * there are any. One loop does it for all loops: the one that had the first of them. Loop-confined.
 */
final class Purge extends Timer {
    private final ServerPool pool;
    private final Server server;

    Purge(ServerPool pool, Server server) {
        this.pool = pool;
        this.server = server;
    }

    /** There is an idle connection; somebody has to purge from now on. */
    void ensure() {
        if (server.counters().shared.tryBeginPurging()) arm();
    }

    /** This loop has no connection to the server any more. */
    void stop() {
        if (!isArmed()) return;
        pool.loop().timers().remove(this);
        server.counters().shared.endPurging();
    }

    @Override
    protected void expired() {
        var shared = server.counters().shared;
        int idle = shared.idle();
        int excess = idle == 0 ? 0 : shared.excess();
        if (excess > 0) for (ServerPool each : pool.all()) close(each, share(each.idle(server), excess, idle));
        if (shared.idle() > 0) {
            arm();
            return;
        }
        shared.endPurging();
        if (shared.idle() > 0) ensure(); // it came while this one gave up
    }

    private void arm() {
        pool.loop().timers().arm(this, server.config().pool().purgeDelay().toNanos());
    }

    /** Rounded up by one, as HAProxy does, so that a small share is not left for ever. */
    private static int share(int its, int excess, int idle) {
        return (int) ((long) excess * its / idle + 1);
    }

    private void close(ServerPool each, int count) {
        if (each == pool) each.closeIdle(server, count);
        else if (each.idle(server) > 0) each.loop().eventLoop().execute(() -> each.closeIdle(server, count));
    }
}
