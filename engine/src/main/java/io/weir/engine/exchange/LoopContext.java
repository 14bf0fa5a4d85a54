package io.weir.engine.exchange;

import io.weir.engine.account.ConnectionGate;
import io.weir.engine.http1.HeadLimits;
import io.weir.engine.http1.HeadWriter;
import io.weir.engine.loop.Loop;
import io.weir.engine.upstream.Pools;
import io.weir.engine.upstream.ServerPool;
import io.weir.rules.Inputs;
import io.weir.rules.Scripts;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/** What the exchanges of one loop share: hooks, server connections, workspaces, the log. Loop-confined. */
public final class LoopContext {
    private static final int SPARE_WORKSPACES = 64;

    private final Loop loop;
    private final ServerPool servers;
    private final HeadWriter headWriter = new HeadWriter();
    private final HeadLimits limits;
    private final Supplier<Routes> routes;
    private final Inputs inputs;
    private final ConnectionGate process;
    private final SoftStop stop;
    private final ArrayDeque<Workspace> spare = new ArrayDeque<>();
    private Version version;
    private int workspacesInUse;

    public LoopContext(Loop loop, HeadLimits limits, Shared shared, Scripts scripts) {
        this.loop = loop;
        this.limits = limits;
        this.servers = new ServerPool(loop, shared.pools());
        this.routes = shared.routes();
        this.inputs = shared.inputs();
        this.process = shared.connections();
        this.stop = shared.stop();
        this.version = new Version(scripts.open(), routes.get());
    }

    /** What all loops share. Any thread. */
    public record Shared(
            Supplier<Routes> routes, Inputs inputs, ConnectionGate connections, SoftStop stop, Pools pools) {}

    public Loop loop() {
        return loop;
    }

    ServerPool servers() {
        return servers;
    }

    HeadWriter headWriter() {
        return headWriter;
    }

    HeadLimits limits() {
        return limits;
    }

    public Inputs inputs() {
        return inputs;
    }

    ConnectionGate process() {
        return process;
    }

    /** Whether the process is to end: client connections are not kept after their response. */
    public SoftStop stop() {
        return stop;
    }

    Version version() {
        return version;
    }

    /** Exchanges that begin from now on run these scripts and see the newest configuration. */
    public void replace(Scripts scripts) {
        var before = version;
        version = new Version(scripts.open(), routes.get());
        before.leave();
    }

    /** Closes what is idle of servers that are no longer configured. */
    public void closeRetired() {
        servers.closeRetired();
    }

    /** Bytes of requests that may wait behind the one at work before reading stops. */
    public int pipelineBytes() {
        return limits.bytes();
    }

    /** Workspaces that were borrowed and not given back. */
    public int workspacesInUse() {
        return workspacesInUse;
    }

    public Workspace borrowWorkspace() {
        workspacesInUse++;
        var last = spare.pollLast();
        return last == null ? new Workspace(limits) : last;
    }

    public void giveBack(Workspace workspace) {
        workspacesInUse--;
        workspace.clear();
        if (spare.size() < SPARE_WORKSPACES) spare.addLast(workspace);
    }

    /** Closes idle server connections and scripts; the loop serves nobody any more. */
    public void close() {
        servers.close();
        version.leave();
        loop.close();
    }
}
