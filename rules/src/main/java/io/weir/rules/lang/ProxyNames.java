package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.config.Mode;
import io.weir.rules.sample.TableKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of proxies and servers are unique, and what is named exists. Confined to the reading thread. */
final class ProxyNames {
    private final Problems problems;
    private final List<Draft> proxies;
    private final SharedSections shared;
    private final Map<String, Draft> frontends = new HashMap<>();
    private final Map<String, Draft> backends = new HashMap<>();
    private final Map<String, Draft> tables = new HashMap<>();

    ProxyNames(Problems problems, List<Draft> proxies, SharedSections shared) {
        this.problems = problems;
        this.proxies = proxies;
        this.shared = shared;
    }

    void check() {
        for (var proxy : proxies) register(proxy);
        for (var proxy : proxies) {
            if (Section.FRONTENDS.contains(proxy.section)) backendsExist(proxy);
            referencesExist(proxy);
            serversExist(proxy);
        }
        for (var defaults : defaults()) referencesExist(defaults);
    }

    /** Those whose rule lines some proxy takes over. */
    private Set<Draft> defaults() {
        var used = new LinkedHashSet<Draft>();
        for (var proxy : proxies) if (proxy.defaults != null) used.add(proxy.defaults);
        return used;
    }

    /** Two proxies may share a name only when one has just clients and the other just servers (section 4). */
    private void register(Draft proxy) {
        Draft other = null;
        if (proxy.get(StickTableKeyword.TABLE) != null) registerTable(proxy);
        if (Section.FRONTENDS.contains(proxy.section)) other = frontends.putIfAbsent(proxy.name, proxy);
        if (Section.BACKENDS.contains(proxy.section)) {
            var backend = backends.putIfAbsent(proxy.name, proxy);
            if (other == null) other = backend;
        }
        if (other != null)
            problems.error(
                    "duplicate-name",
                    proxy.place,
                    proxy.title() + " has the same name as " + other.title() + " declared at "
                            + other.place.fileAndLine(),
                    "another name");
    }

    /** A frontend and a backend of the same name cannot both have one: rules would not know which is meant. */
    private void registerTable(Draft proxy) {
        var other = tables.putIfAbsent(proxy.name, proxy);
        if (other != null)
            problems.error(
                    "duplicate-name",
                    proxy.placeOf(StickTableKeyword.TABLE),
                    "the stick table of " + proxy.title() + " has the same name as that of " + other.title()
                            + " declared at "
                            + other.placeOf(StickTableKeyword.TABLE).fileAndLine(),
                    "another name for one of the proxies");
    }

    private void backendsExist(Draft proxy) {
        var defaultBackend = proxy.get(ProxyKeywords.DEFAULT_BACKEND);
        if (defaultBackend != null) {
            backend(proxy, "default_backend", defaultBackend);
            if (!proxy.all(ServerKeywords.SERVERS).isEmpty())
                problems.warning(
                        "unused-servers",
                        defaultBackend.place(),
                        "'default_backend' is always taken before the servers of " + proxy.title()
                                + ", which are never used",
                        "");
        }
        for (var choice : proxy.all(RuleKeywords.USE_BACKEND))
            if (choice.isFixed()) backend(proxy, "use_backend", choice.name());
    }

    private void backend(Draft proxy, String keyword, Word name) {
        var backend = backends.get(name.text());
        if (backend == null) {
            unknown(name.place(), "'" + keyword + "': no backend " + Line.quoted(name), name.text(), backends.keySet());
        } else if (backend == proxy) {
            problems.error("loop", name.place(), "'" + keyword + "': " + proxy.title() + " would send to itself", "");
        } else if (ProxyKeywords.mode(proxy) == Mode.HTTP && ProxyKeywords.mode(backend) == Mode.TCP) {
            problems.error(
                    "mode-mismatch",
                    name.place(),
                    "'" + keyword + "': " + proxy.title() + " has mode http, " + backend.title() + " has mode tcp",
                    "the same mode");
        }
    }

    private void referencesExist(Draft proxy) {
        for (var reference : proxy.acls.references()) {
            switch (reference.kind()) {
                case FRONTEND -> find(reference, "frontend", frontends);
                case BACKEND -> find(reference, "backend", backends);
                case SERVER -> server(reference);
                case TABLE -> table(reference);
            }
        }
    }

    private void table(Reference reference) {
        var name = reference.proxy();
        var table = shared.tables().get(name);
        if (table == null) {
            boolean isProxy = frontends.containsKey(name) || backends.containsKey(name);
            unknown(
                    reference.place(),
                    isProxy
                            ? "'" + Latin1.readable(name) + "' has no 'stick-table'"
                            : "no stick table '" + Latin1.readable(name) + "'",
                    name,
                    shared.tables().keySet());
        } else if (!reference.keys().becomes(TableKeys.type(table.type()))) {
            problems.error(
                    "bad-key",
                    reference.place(),
                    "the key cannot become one of the stick table '" + Latin1.readable(name) + "'",
                    "a key of type " + table.type().word());
        }
    }

    private @Nullable Draft find(Reference reference, String kind, Map<String, Draft> names) {
        var found = names.get(reference.proxy());
        if (found == null)
            unknown(
                    reference.place(),
                    "no " + kind + " '" + Latin1.readable(reference.proxy()) + "'",
                    reference.proxy(),
                    names.keySet());
        return found;
    }

    private void serversExist(Draft proxy) {
        var names = new ArrayList<String>();
        for (var server : proxy.all(ServerKeywords.SERVERS)) names.add(server.name());
        for (var choice : proxy.all(PersistenceKeywords.USE_SERVER)) {
            var name = choice.name();
            if (choice.isFixed() && !names.contains(name.text()))
                unknown(
                        name.place(),
                        "'use-server': no server " + Line.quoted(name) + " in " + proxy.title(),
                        name.text(),
                        names);
        }
    }

    private void server(Reference reference) {
        var backend = find(reference, "backend", backends);
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
}
