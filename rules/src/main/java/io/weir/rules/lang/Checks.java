package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.config.GlobalConfig;
import io.weir.rules.config.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold, and what is wise, between the sections of a configuration. Confined to the reading thread. */
final class Checks {
    private final Problems problems;
    private final GlobalConfig global;
    private final List<Draft> proxies;
    private final Map<String, Draft> frontends = new HashMap<>();
    private final Map<String, Draft> backends = new HashMap<>();

    Checks(Problems problems, GlobalConfig global, List<Draft> proxies) {
        this.problems = problems;
        this.global = global;
        this.proxies = proxies;
    }

    void run() {
        for (var proxy : proxies) {
            if (Section.FRONTENDS.contains(proxy.section)) register(proxy, frontends);
            if (Section.BACKENDS.contains(proxy.section)) register(proxy, backends);
        }
        for (var proxy : proxies) {
            backendsExist(proxy);
            referencesExist(proxy);
            timeoutsAreSet(proxy);
            errorFilesFit(proxy);
            if (Section.FRONTENDS.contains(proxy.section)) hasBind(proxy);
        }
        defaultsServeOneSide();
        frontendsFitTheProcess();
    }

    /** Two proxies may share a name only when one has just clients and the other just servers (section 4). */
    private void register(Draft proxy, Map<String, Draft> names) {
        var other = names.putIfAbsent(proxy.name, proxy);
        if (other == null || other == proxy) return;
        if (proxy.section == Section.LISTEN && names == backends && frontends.get(proxy.name) != proxy) return; // said
        problems.error(
                "duplicate-name",
                proxy.place,
                proxy.title() + " has the same name as " + other.title() + " declared at " + other.place.fileAndLine(),
                "another name");
    }

    private void backendsExist(Draft proxy) {
        if (!Section.FRONTENDS.contains(proxy.section)) return;
        var defaultBackend = proxy.get(ProxyKeywords.DEFAULT_BACKEND);
        if (defaultBackend != null) backend(proxy, "default_backend", defaultBackend);
        for (var choice : proxy.all(RuleKeywords.USE_BACKEND))
            if (choice.isFixed()) backend(proxy, "use_backend", choice.name());
    }

    private void backend(Draft proxy, String keyword, Word name) {
        var backend = backends.get(name.text());
        if (backend == null) {
            unknown(name.place(), "'" + keyword + "': no backend " + Line.quoted(name), name.text(), backends.keySet());
        } else if (mode(proxy) == Mode.HTTP && mode(backend) == Mode.TCP) {
            problems.error(
                    "mode-mismatch",
                    name.place(),
                    "'" + keyword + "': " + proxy.title() + " has mode http, " + backend.title() + " has mode tcp",
                    "the same mode");
        }
    }

    private static Mode mode(Draft proxy) {
        return proxy.get(ProxyKeywords.MODE, Mode.TCP);
    }

    private void referencesExist(Draft proxy) {
        for (var reference : proxy.acls.references()) {
            switch (reference.kind()) {
                case FRONTEND -> reference(reference, "frontend", frontends);
                case BACKEND -> reference(reference, "backend", backends);
                case SERVER -> server(reference);
            }
        }
    }

    private @Nullable Draft reference(Reference reference, String kind, Map<String, Draft> names) {
        var found = names.get(reference.proxy());
        if (found == null)
            unknown(
                    reference.place(),
                    "no " + kind + " '" + Latin1.readable(reference.proxy()) + "'",
                    reference.proxy(),
                    names.keySet());
        return found;
    }

    private void server(Reference reference) {
        var backend = reference(reference, "backend", backends);
        if (backend == null) return;
        var names = new ArrayList<String>();
        for (var server : backend.all(ServerKeywords.SERVERS)) names.add(server.name());
        if (!names.contains(reference.server()))
            unknown(
                    reference.place(),
                    "no server '" + Latin1.readable(reference.server()) + "' in " + backend.title(),
                    reference.server(),
                    names);
    }

    private void unknown(Place place, String message, String name, Iterable<String> known) {
        var nearest = Nearest.to(name, known);
        problems.error("unknown-name", place, message, nearest == null ? "" : "'" + Latin1.readable(nearest) + "'");
    }

    /** As HAProxy: without them a silent peer holds its connection for ever. */
    private void timeoutsAreSet(Draft proxy) {
        if (proxy.get(ProxyKeywords.DISABLED, false)) return;
        var missing = new ArrayList<String>();
        boolean hasServers = Section.BACKENDS.contains(proxy.section)
                && !proxy.all(ServerKeywords.SERVERS).isEmpty();
        if (Section.FRONTENDS.contains(proxy.section) && proxy.get(TimeoutKeywords.CLIENT) == null)
            missing.add("client");
        if (hasServers && proxy.get(TimeoutKeywords.CONNECT) == null) missing.add("connect");
        if (hasServers && proxy.get(TimeoutKeywords.SERVER) == null) missing.add("server");
        if (missing.isEmpty()) return;
        problems.warning(
                "missing-timeout",
                proxy.place,
                proxy.title() + " lacks timeouts, so that a silent peer holds its connection for ever",
                "'timeout " + String.join("', 'timeout ", missing) + "'");
    }

    private void errorFilesFit(Draft proxy) {
        int room = global.bufferBytes() - global.maxRewriteBytes();
        proxy.get(ErrorFile.ERROR_FILES, Map.of()).forEach((status, file) -> {
            if (file.reply().bytes().length > room)
                problems.error(
                        "bad-file",
                        file.place(),
                        "'errorfile': " + file.file() + " is larger than tune.bufsize - tune.maxrewrite",
                        "at most " + room + " bytes");
        });
    }

    private void hasBind(Draft proxy) {
        if (proxy.all(BindKeyword.BINDS).isEmpty() && !proxy.get(ProxyKeywords.DISABLED, false))
            problems.warning("no-bind", proxy.place, proxy.title() + " listens nowhere", "'bind'");
    }

    /** Section 4.2 {@code http-request}: whose rule lines they are would be ambiguous otherwise. */
    private void defaultsServeOneSide() {
        var users = new HashMap<Draft, Section>();
        for (var proxy : proxies) {
            var defaults = proxy.defaults;
            if (defaults == null || !RuleKeywords.hasRules(defaults)) continue;
            var before = users.putIfAbsent(defaults, proxy.section);
            if (proxy.section == Section.LISTEN || before != null && before != proxy.section)
                problems.error(
                        "ambiguous-defaults",
                        proxy.place,
                        proxy.title() + " cannot use " + defaults.title() + ", whose rules serve one side",
                        "a 'defaults' section for frontends only or for backends only");
        }
    }

    /** The process's limit holds first, so that a frontend would never reach its own. */
    private void frontendsFitTheProcess() {
        if (global.maxConnections() == 0) return;
        long sum = 0;
        Place last = null;
        for (var proxy : proxies) {
            if (!Section.FRONTENDS.contains(proxy.section)) continue;
            sum += proxy.get(ProxyKeywords.MAXCONN, 0);
            if (proxy.get(ProxyKeywords.MAXCONN) != null) last = proxy.placeOf(ProxyKeywords.MAXCONN);
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
