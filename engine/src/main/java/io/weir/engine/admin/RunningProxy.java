package io.weir.engine.admin;

import io.netty.channel.EventLoop;
import io.weir.engine.account.ConnectionGate;
import io.weir.engine.account.ProcessCounters;
import io.weir.engine.account.Session;
import io.weir.engine.peers.PeersText;
import io.weir.engine.server.Server;
import io.weir.rules.Inputs;
import io.weir.rules.config.GlobalConfig;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.table.StickTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime API sees of the proxy that runs. Each call answers for the configuration of that moment. Any thread.
 */
public interface RunningProxy {
    GlobalConfig global();

    /** Client connections of the process, with their rates and limits. */
    ProcessCounters counters();

    /** Client connections of the process: {@code act_conn}. */
    default ConnectionGate connections() {
        return counters().connections;
    }

    /** {@code maxconn} as configured or found out at the start, the most that {@code set maxconn global} may set. */
    int hardMaxConnections();

    /** Variables of the process, among others. */
    Inputs inputs();

    /** What the configuration's ACLs and maps look up. */
    PatternRefs patterns();

    /** In the order of the configuration. */
    List<RunningFrontend> frontends();

    /** In the order of the configuration. */
    List<RunningBackend> backends();

    /** In the order of the configuration. */
    List<StickTable> tables();

    /**
     * What is known of peers.
     *
     * @param name of a section; empty: all
     * @return null when there is none of that name
     */
    @Nullable String peers(String name, PeersText.Detail detail);

    /** The frontend of that name, or null. */
    default @Nullable RunningFrontend frontend(String name) {
        for (RunningFrontend each : frontends()) if (each.config().name().equals(name)) return each;
        return null;
    }

    /** The backend of that name, or null. */
    default @Nullable RunningBackend backend(String name) {
        for (RunningBackend each : backends()) if (each.config().name().equals(name)) return each;
        return null;
    }

    /** Ends whatever is at that server now; returns how many exchanges that were. */
    int shutdownSessions(Server server);

    /** What is at work, the oldest first. */
    List<Session> sessions();

    /** Ends the session of that id; whether there was one. */
    boolean shutdownSession(long id);

    /** How many idle connections to that server each worker loop has. */
    int[] idleOnEachLoop(Server server);

    /** The worker loops. */
    List<EventLoop> loops();

    /** Milliseconds since 1970. */
    long startMillis();

    /** The clock of all {@link io.weir.engine.account.RateCounter}s. */
    long nowMillis();

    /** Whether a soft stop is under way. */
    boolean stopping();

    /** Reads configuration and rules anew; says what came of it. */
    String reload();

    /** Log lines that were lost so far. */
    long droppedLogs();
}
