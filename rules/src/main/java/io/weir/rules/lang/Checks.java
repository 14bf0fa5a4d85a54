package io.weir.rules.lang;

import io.weir.rules.Phase;
import io.weir.rules.Place;
import io.weir.rules.config.GlobalConfig;
import io.weir.rules.config.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** What must hold, and what is wise, between the lines of a configuration. Confined to the reading thread. */
final class Checks {
    private final Problems problems;
    private final GlobalConfig global;
    private final List<Draft> proxies;
    private final SharedSections shared;

    Checks(Problems problems, GlobalConfig global, List<Draft> proxies, SharedSections shared) {
        this.problems = problems;
        this.global = global;
        this.proxies = proxies;
        this.shared = shared;
    }

    void run() {
        new ProxyNames(problems, proxies, shared).check();
        for (var proxy : proxies) {
            errorFilesFit(proxy);
            if (proxy.get(ProxyKeywords.DISABLED, false)) continue;
            timeoutsAreSet(proxy);
            DirectKeywords.check(problems, proxy);
            if (!proxy.all(ServerKeywords.SERVERS).isEmpty()) {
                BalanceKeywords.check(proxy, problems);
                PersistenceKeywords.check(proxy, problems);
            }
            if (ProxyKeywords.mode(proxy) == Mode.TCP) httpIsNotUsed(proxy);
            SocketKeywords.check(proxy, problems);
            if (Section.FRONTENDS.contains(proxy.section)) {
                listensSomewhere(proxy);
                logsSomewhere(proxy);
            }
        }
        defaultsServeOneSide();
        frontendsFitTheProcess();
    }

    /** As HAProxy: without them a silent peer holds its connection for ever. */
    private void timeoutsAreSet(Draft proxy) {
        var missing = new ArrayList<String>();
        boolean clients = Section.FRONTENDS.contains(proxy.section);
        boolean servers = !proxy.all(ServerKeywords.SERVERS).isEmpty();
        if (clients && proxy.get(TimeoutKeywords.CLIENT) == null) missing.add("client");
        if (servers && proxy.get(TimeoutKeywords.CONNECT) == null) missing.add("connect");
        if (servers && proxy.get(TimeoutKeywords.SERVER) == null) missing.add("server");
        if (missing.isEmpty()) return;
        problems.warning(
                "missing-timeout",
                proxy.place,
                proxy.title() + " lacks timeouts, so that a silent peer holds its connection for ever",
                "'timeout " + String.join("', 'timeout ", missing) + "'");
    }

    private void errorFilesFit(Draft proxy) {
        int room = global.bufferBytes() - global.maxRewriteBytes();
        for (var file : ErrorKeywords.files(proxy))
            if (file.response().bytes().length > room)
                problems.error(
                        "bad-file",
                        file.place(),
                        "'errorfile': " + file.file() + " is larger than tune.bufsize - tune.maxrewrite",
                        "at most " + room + " bytes");
    }

    private void httpIsNotUsed(Draft proxy) {
        var unused = new ArrayList<String>();
        for (var phase : Phase.values())
            if (phase.isHttp() && !proxy.all(RuleKeywords.of(phase)).isEmpty()) unused.add(phase.keyword());
        if (!proxy.all(ProxyKeywords.SCRIPTS).isEmpty()) unused.add("rules");
        if (OptionKeywords.of(proxy).forwardFor() != null) unused.add("option forwardfor");
        if (Section.BACKENDS.contains(proxy.section)) unused.addAll(PersistenceKeywords.cookies(proxy));
        if (!unused.isEmpty())
            problems.warning(
                    "needs-http",
                    proxy.place,
                    "ignored in " + proxy.title() + ", which has mode tcp: " + String.join(", ", unused),
                    "'mode http'");
    }

    private void listensSomewhere(Draft proxy) {
        if (proxy.all(BindKeyword.BINDS).isEmpty())
            problems.warning("no-bind", proxy.place, proxy.title() + " listens nowhere", "'bind'");
    }

    private void logsSomewhere(Draft proxy) {
        if (proxy.get(LogFormatKeywords.LINE) != null
                && proxy.all(LogKeywords.LOG).isEmpty())
            problems.warning(
                    "no-log",
                    proxy.placeOf(LogFormatKeywords.LINE),
                    "the log format is not used, " + proxy.title() + " logs nowhere",
                    "'log'");
    }

    /** Section 4.2 {@code http-request}: whose rule lines they are would be ambiguous otherwise. */
    private void defaultsServeOneSide() {
        var users = new HashMap<Draft, Section>();
        for (var proxy : proxies) {
            var defaults = proxy.defaults;
            if (defaults == null || !RuleKeywords.hasRules(defaults)) continue;
            rulesFitTheSide(proxy, defaults);
            var before = users.putIfAbsent(defaults, proxy.section);
            if (proxy.section == Section.LISTEN || before != null && before != proxy.section)
                problems.error(
                        "ambiguous-defaults",
                        proxy.place,
                        proxy.title() + " cannot use " + defaults.title() + ", whose rules serve one side",
                        "a 'defaults' section for frontends only or for backends only");
        }
    }

    private void rulesFitTheSide(Draft proxy, Draft defaults) {
        for (var phase : Phase.values())
            if (!defaults.all(RuleKeywords.of(phase)).isEmpty() && !TcpRuleKeywords.fits(phase, proxy.section))
                problems.error(
                        "ambiguous-defaults",
                        proxy.place,
                        proxy.title() + " cannot use " + defaults.title() + ", which has '" + phase.keyword()
                                + "' rules",
                        "a 'defaults' section without them");
    }

    /** The process's limit holds first, so that a frontend would never reach its own. */
    private void frontendsFitTheProcess() {
        if (global.maxConnections() == 0) return;
        long sum = 0;
        Place last = null;
        for (var proxy : proxies) {
            int limit = Section.FRONTENDS.contains(proxy.section) ? proxy.get(ProxyKeywords.MAXCONN, 0) : 0;
            sum += limit;
            if (limit > 0) last = proxy.placeOf(ProxyKeywords.MAXCONN);
        }
        if (last != null && sum > global.maxConnections())
            problems.warning(
                    "maxconn-sum",
                    last,
                    "the frontends' maxconn add up to " + sum + ", more than the global maxconn "
                            + global.maxConnections(),
                    "a global maxconn of at least " + sum);
    }
}
