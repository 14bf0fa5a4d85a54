package io.weir.rules.lang;

import io.weir.rules.Phase;
import io.weir.rules.action.RuleSet;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Bind;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.GlobalConfig;
import io.weir.rules.config.HttpReuse;
import io.weir.rules.config.PeersConfig;
import io.weir.rules.config.Poller;
import io.weir.rules.config.ProcessOptions;
import io.weir.rules.config.ProxyRules;
import io.weir.rules.config.RetryOn;
import io.weir.rules.config.RuleErrorPolicy;
import io.weir.rules.config.ScriptLimits;
import io.weir.rules.config.SessionRates;
import io.weir.rules.config.TcpRules;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.table.StickTableConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes records of the sections that were read. What must hold between them is {@link Checks}'s. Reading thread. */
final class Binder {
    private static final int DEFAULT_BUFSIZE = 16384;
    private static final int DEFAULT_MAXREWRITE = 1024;
    private static final int DEFAULT_MAXHDR = 101;
    private static final int BUFFER_ROUNDING = 16;
    private static final int DEFAULT_RETRIES = 3;
    private static final Duration DEFAULT_STATS_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_BURST = Duration.ofMillis(100);
    private static final Duration DEFAULT_SESSION = Duration.ofSeconds(1);

    private final Problems problems;
    private final Draft global;
    private final List<Draft> proxies;

    Binder(Problems problems, Draft global, List<Draft> proxies) {
        this.problems = problems;
        this.global = global;
        this.proxies = proxies;
    }

    /**
     * @param folder of the first configuration file
     * @param patterns of all sections
     * @param shared what proxies use by name
     */
    Configuration bind(Path folder, PatternRefs patterns, SharedSections shared) {
        var process = global(folder);
        for (var proxy : proxies)
            if (Section.FRONTENDS.contains(proxy.section)) LogFormatKeywords.compile(proxy, problems);
        new Ids(problems, proxies, hasAdminProxy()).assign();
        new Checks(problems, process, proxies, shared).run();
        var frontends = new ArrayList<FrontendConfig>();
        var backends = new ArrayList<BackendConfig>();
        for (var proxy : proxies) {
            boolean disabled = proxy.get(ProxyKeywords.DISABLED, false);
            if (Section.FRONTENDS.contains(proxy.section) && !disabled) frontends.add(frontend(proxy));
            if (Section.BACKENDS.contains(proxy.section)) backends.add(backend(proxy));
        }
        var peers = shared.runningPeers(problems);
        return new Configuration(process, frontends, backends, tables(shared, peers), peers, patterns, shared.keys());
    }

    /** A table is only shared where its section runs, and remembers servers where a line sticks to it. */
    private static List<StickTableConfig> tables(SharedSections shared, List<PeersConfig> peers) {
        var running = peers.stream().map(PeersConfig::name).toList();
        return shared.tables().values().stream()
                .map(table -> shared.isSticky(table) ? table.withServers() : table)
                .map(table -> running.contains(table.peers()) ? table : table.unshared())
                .toList();
    }

    private GlobalConfig global(Path folder) {
        int bufsize = global.get(TuneKeywords.BUFSIZE, DEFAULT_BUFSIZE);
        bufsize = (bufsize + BUFFER_ROUNDING - 1) / BUFFER_ROUNDING * BUFFER_ROUNDING;
        int maxrewrite = Math.min(global.get(TuneKeywords.MAXREWRITE, DEFAULT_MAXREWRITE), bufsize / 2);
        return new GlobalConfig(
                global.get(GlobalKeywords.MAXCONN, 0),
                new SessionRates(global.get(GlobalKeywords.MAXCONNRATE, 0), global.get(GlobalKeywords.MAXSESSRATE, 0)),
                global.get(GlobalKeywords.NBTHREAD, 0),
                bufsize,
                maxrewrite,
                global.get(TuneKeywords.MAXHDR, DEFAULT_MAXHDR),
                LogKeywords.targets(global, global),
                LogKeywords.header(global),
                global.all(GlobalKeywords.STATS_SOCKETS),
                global.get(GlobalKeywords.STATS_TIMEOUT, DEFAULT_STATS_TIMEOUT),
                new ScriptLimits(
                        global.get(TuneKeywords.JS_BURST, DEFAULT_BURST),
                        global.get(TuneKeywords.JS_SESSION, DEFAULT_SESSION)),
                IdlePoolParameters.tuning(global),
                GlobalKeywords.stopping(global),
                global.get(GlobalKeywords.PIDFILE),
                new ProcessOptions(
                        global.get(GlobalKeywords.DAEMON, false),
                        global.get(GlobalKeywords.MASTER_WORKER, false),
                        global.get(GlobalKeywords.QUIET, false),
                        global.get(GlobalKeywords.ZERO_WARNING, false),
                        global.get(TuneKeywords.POLLER, Poller.AUTO)),
                global.get(GlobalKeywords.NODE, ""),
                global.get(GlobalKeywords.DESCRIPTION, ""),
                global.get(ProcessVariables.INITIAL, Map.of()),
                TuneKeywords.variableLimits(global),
                global.get(GlobalKeywords.JS_PATH, folder));
    }

    /** HAProxy makes a proxy of its own for {@code stats} lines in {@code global}, which counts where ids are given. */
    private boolean hasAdminProxy() {
        return global.get(GlobalKeywords.STATS_SOCKETS) != null || global.get(GlobalKeywords.STATS_TIMEOUT) != null;
    }

    private FrontendConfig frontend(Draft draft) {
        int maxconn = draft.get(ProxyKeywords.MAXCONN, 0);
        var defaultBackend = draft.get(ProxyKeywords.DEFAULT_BACKEND);
        var ownServers = draft.section == Section.LISTEN ? draft.name : null;
        return new FrontendConfig(
                draft.name,
                draft.get(ProxyKeywords.ID, 0),
                draft.place,
                draft.get(ProxyKeywords.DESCRIPTION, ""),
                ProxyKeywords.mode(draft),
                maxconn,
                draft.get(ProxyKeywords.RATE_LIMIT_SESSIONS, 0),
                binds(draft, maxconn),
                SocketKeywords.client(draft),
                TimeoutKeywords.of(draft),
                OptionKeywords.of(draft),
                LogFormatKeywords.options(draft, global),
                CaptureKeywords.of(draft),
                rules(draft),
                draft.all(RuleKeywords.USE_BACKEND).stream()
                        .map(BackendChoice::rule)
                        .toList(),
                defaultBackend == null ? ownServers : defaultBackend.text(),
                defaultBackend == null ? draft.place : defaultBackend.place(),
                MonitorKeywords.of(draft),
                ErrorKeywords.of(draft));
    }

    private BackendConfig backend(Draft draft) {
        return new BackendConfig(
                draft.name,
                draft.get(ProxyKeywords.ID, 0),
                draft.place,
                draft.get(ProxyKeywords.DESCRIPTION, ""),
                ProxyKeywords.mode(draft),
                BalanceKeywords.of(draft),
                SocketKeywords.servers(draft),
                SocketKeywords.direct(draft),
                TimeoutKeywords.of(draft),
                OptionKeywords.of(draft),
                draft.get(ServerKeywords.HTTP_REUSE, HttpReuse.SAFE),
                draft.get(ServerKeywords.RETRIES, DEFAULT_RETRIES),
                draft.get(ServerKeywords.RETRY_ON, RetryOn.DEFAULT),
                draft.get(OptionKeywords.REDISPATCH, 0),
                draft.get(OptionKeywords.ABORT_ON_CLOSE, false),
                draft.section == Section.BACKEND ? draft.get(ServerKeywords.MAXCONN, 0) : 0,
                draft.get(ServerKeywords.FULLCONN, 0),
                PersistenceKeywords.of(draft),
                draft.get(ProxyKeywords.DISABLED, false),
                draft.section == Section.LISTEN ? NO_RULES : rules(draft),
                ErrorKeywords.of(draft));
    }

    /** What the server side of a {@code listen} has: its lines run on the client side. */
    private static final ProxyRules NO_RULES = new ProxyRules(
            List.of(), RuleErrorPolicy.DEFAULT, TcpRules.NONE, RuleSet.EMPTY, RuleSet.EMPTY, RuleSet.EMPTY);

    private static ProxyRules rules(Draft draft) {
        return new ProxyRules(
                draft.all(ProxyKeywords.SCRIPTS),
                draft.get(ProxyKeywords.ON_RULE_ERROR, RuleErrorPolicy.DEFAULT),
                tcpRules(draft),
                ruleSet(draft, Phase.HTTP_REQUEST),
                ruleSet(draft, Phase.HTTP_RESPONSE),
                ruleSet(draft, Phase.HTTP_AFTER_RESPONSE));
    }

    private static TcpRules tcpRules(Draft draft) {
        return new TcpRules(
                ruleSet(draft, Phase.TCP_REQUEST_CONNECTION),
                ruleSet(draft, Phase.TCP_REQUEST_SESSION),
                ruleSet(draft, Phase.TCP_REQUEST_CONTENT),
                ruleSet(draft, Phase.TCP_RESPONSE_CONTENT),
                draft.get(TcpRuleKeywords.INSPECT_REQUEST),
                draft.get(TcpRuleKeywords.INSPECT_RESPONSE));
    }

    private static RuleSet ruleSet(Draft draft, Phase phase) {
        var lines = draft.all(RuleKeywords.of(phase));
        return lines.isEmpty() ? RuleSet.EMPTY : new RuleSet(lines);
    }

    /** A bind's backlog is its own, or the proxy's, or its own {@code maxconn}, or the proxy's, or the system's. */
    private static List<Bind> binds(Draft draft, int maxconn) {
        int backlog = draft.get(ProxyKeywords.BACKLOG, 0);
        var binds = new ArrayList<Bind>();
        for (var bind : draft.all(BindKeyword.BINDS))
            binds.add(new Bind(
                    bind.endpoint(),
                    bind.name(),
                    bind.id(),
                    bind.maxConnections(),
                    backlog(bind, backlog, maxconn),
                    bind.unixMode(),
                    bind.acceptProxy(),
                    SocketKeywords.listen(draft, bind.socket()),
                    bind.place()));
        return binds;
    }

    private static int backlog(Bind bind, int proxyBacklog, int maxconn) {
        if (bind.backlog() > 0) return bind.backlog();
        if (proxyBacklog > 0) return proxyBacklog;
        return bind.maxConnections() > 0 ? bind.maxConnections() : maxconn;
    }
}
