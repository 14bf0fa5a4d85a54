package io.weir.engine.server;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Connections to one server that this machine could not even begin, for want of a source port or of what its sockets
 * are asked for. A line says so at most once a second. Any thread.
 */
public final class SocketShortage {
    private static final System.Logger LOG = System.getLogger("weir");
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final LongAdder ports = new LongAdder();
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    /** @param what which source it is, and what the kernel said */
    public void noPort(Server server, SocketAddress to, String what) {
        ports.increment();
        report(server, "no source port left to " + text(to) + " (" + what + "); " + ports.sum() + " so far");
    }

    /** @param what the kernel said */
    public void noSocket(Server server, SocketAddress to, String what) {
        report(server, "no socket to " + text(to) + ": " + what);
    }

    /** How often a port was missing. */
    public long ports() {
        return ports.sum();
    }

    private static String text(SocketAddress to) {
        return to instanceof InetSocketAddress inet ? NetUtil.toSocketAddressString(inet) : to.toString();
    }

    private void report(Server server, String what) {
        long now = System.nanoTime();
        long last = lastNanos.get();
        if (now - last < PAUSE_NANOS || !lastNanos.compareAndSet(last, now)) return;
        LOG.log(
                System.Logger.Level.WARNING,
                "{0}: server {1}: {2}",
                server.config().place(),
                server.name(),
                what);
    }
}
