package io.weir.engine.upstream;

import io.weir.engine.server.PortRange;
import io.weir.engine.server.Sources;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The sources that one new connection may come from, one after the other. Loop-confined; what was taken of a range
 * may be given back on another loop.
 */
final class SourceChoice {
    /** Ports of one range that something else on this machine may hold before the range is given up, as in HAProxy. */
    private static final int MAX_PORTS_TRIED = 10;

    /** A port that a connection has taken. */
    record Taken(PortRange range, int port) {
        void giveBack() {
            range.giveBack(port);
        }
    }

    private final Sources sources;
    private int index;
    private int sourcesLeft;
    private int portsTried;
    private @Nullable Taken taken;

    private SourceChoice(Sources sources) {
        this.sources = sources;
        this.index = sources.first();
        this.sourcesLeft = sources.size();
    }

    /** @return null: the kernel chooses */
    static @Nullable SourceChoice of(Sources sources) {
        return sources.size() == 0 ? null : new SourceChoice(sources);
    }

    /** Where to come from; null: every range is used up. */
    @Nullable SocketAddress address() {
        while (sourcesLeft > 0) {
            var source = sources.at(index);
            var range = source.range();
            if (range == null) return source.address();
            int port = range.take();
            if (port > 0) {
                taken = new Taken(range, port);
                return Sources.withPort(source.address(), port);
            }
            moveOn();
        }
        return null;
    }

    /** What {@link #address()} took of a range, now the caller's to give back. */
    @Nullable Taken take() {
        var its = taken;
        taken = null;
        return its;
    }

    /** The kernel did not give that port: whether there is another source or port to try. */
    boolean refused() {
        portsTried++;
        if (sourcesLeft > 0 && (sources.at(index).range() == null || portsTried >= MAX_PORTS_TRIED)) moveOn();
        return sourcesLeft > 0;
    }

    /** From the first one on, as a port may have become free. */
    void startAgain() {
        index = sources.first();
        sourcesLeft = sources.size();
        portsTried = 0;
    }

    /** Of the one tried last. */
    String text() {
        return sources.at(sourcesLeft > 0 ? index : index + sources.size() - 1).shortage();
    }

    private void moveOn() {
        sources.ranOut(index);
        index++;
        sourcesLeft--;
        portsTried = 0;
    }
}
