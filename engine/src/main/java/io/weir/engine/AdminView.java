package io.weir.engine;

import io.netty.channel.EventLoop;
import io.weir.engine.account.FrontendCounters;
import io.weir.engine.account.ProcessCounters;
import io.weir.engine.account.Session;
import io.weir.engine.admin.RunningBackend;
import io.weir.engine.admin.RunningFrontend;
import io.weir.engine.admin.RunningProxy;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.peers.PeersText;
import io.weir.engine.server.Server;
import io.weir.rules.Inputs;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.GlobalConfig;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.table.StickTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The running proxy as the runtime API sees it. Any thread. */
final class AdminView implements RunningProxy {
    private final Proxy proxy;
    private final int hardMaxConnections;
    private final long startMillis = System.currentTimeMillis();
    private final Map<String, View> views = new ConcurrentHashMap<>();

    AdminView(Proxy proxy) {
        this.proxy = proxy;
        this.hardMaxConnections = proxy.counters().connections.max();
    }

    @Override
    public GlobalConfig global() {
        return proxy.configuration().global();
    }

    @Override
    public Inputs inputs() {
        return proxy.inputs();
    }

    @Override
    public PatternRefs patterns() {
        return proxy.configuration().patterns();
    }

    @Override
    public ProcessCounters counters() {
        return proxy.counters();
    }

    @Override
    public int hardMaxConnections() {
        return hardMaxConnections;
    }

    @Override
    public List<RunningFrontend> frontends() {
        return proxy.routes().frontends().values().stream()
                .<RunningFrontend>map(frontend -> views.computeIfAbsent(frontend.name(), name -> new View(frontend)))
                .toList();
    }

    @Override
    public List<RunningBackend> backends() {
        return proxy.routes().backends().values().stream()
                .map(backend -> new RunningBackend(
                        backend.config(), backend.counters(), backend.load(), backend.queue(), backend.dynamicCookie()))
                .toList();
    }

    @Override
    public List<StickTable> tables() {
        return List.copyOf(proxy.routes().tables().values());
    }

    @Override
    public @Nullable String peers(String name, PeersText.Detail detail) {
        var peers = proxy.peers();
        return peers == null ? null : peers.describe(name, detail);
    }

    @Override
    public List<EventLoop> loops() {
        return proxy.loops();
    }

    @Override
    public int[] idleOnEachLoop(Server server) {
        return proxy.pools().idle(server);
    }

    @Override
    public long startMillis() {
        return startMillis;
    }

    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public int shutdownSessions(Server server) {
        return proxy.shutdownSessions(server);
    }

    @Override
    public List<Session> sessions() {
        return proxy.sessions();
    }

    @Override
    public boolean shutdownSession(long id) {
        return proxy.shutdownSession(id);
    }

    @Override
    public boolean stopping() {
        return proxy.isStopping();
    }

    @Override
    public String reload() {
        return proxy.options().reload().get();
    }

    @Override
    public long droppedLogs() {
        return proxy.logs().dropped();
    }

    /** One frontend, with whether an operator holds it. */
    private final class View implements RunningFrontend {
        private final Frontend frontend;
        private volatile boolean held;

        View(Frontend frontend) {
            this.frontend = frontend;
        }

        @Override
        public FrontendConfig config() {
            return frontend.config();
        }

        @Override
        public FrontendCounters counters() {
            return frontend.counters();
        }

        @Override
        public State state() {
            if (proxy.isStopping()) return State.STOP;
            return held ? State.PAUSED : State.OPEN;
        }

        @Override
        public boolean pause() {
            boolean changed = proxy.hold(frontend);
            held = true;
            return changed;
        }

        @Override
        public boolean resume() {
            boolean changed = proxy.release(frontend);
            held = false;
            return changed;
        }
    }
}
