package io.weir.engine;

import io.weir.engine.balance.ServerSet;
import io.weir.engine.exchange.Backend;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.Routes;
import io.weir.engine.server.Server;
import io.weir.rules.Inputs;
import io.weir.rules.Place;
import io.weir.rules.config.Bind;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.GlobalConfig;
import io.weir.rules.config.LogHeader;
import io.weir.rules.config.ProcessOptions;
import io.weir.rules.config.ServerConfig;
import io.weir.rules.config.StatsSocket;
import io.weir.rules.table.StickTableConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Takes a new configuration into a running proxy: rules, backends, servers, timeouts and everything else of a proxy
 * that is read request by request. What is bound to sockets or to the process is refused by name, before anything is
 * changed. Control thread.
 */
final class Reload {
    private final Configuration before;
    private final Configuration after;
    private final Routes running;
    private final List<String> refusals = new ArrayList<>();
    private final Map<String, ServerSet> servers = new HashMap<>();
    private final List<Server> retired = new ArrayList<>();

    /** Finds out what the new configuration asks for; changes nothing. */
    Reload(Configuration before, Configuration after, Routes running) {
        this.before = before;
        this.after = after;
        this.running = running;
        checkProcess(before.global(), after.global());
        checkFrontends();
        checkPeers();
        refusals.replaceAll(reason -> reason + ": this needs a restart for now; nothing was changed");
        findServers();
    }

    /** Everything in the new configuration that the running proxy cannot take over; empty when it can. */
    List<String> refusals() {
        return refusals;
    }

    /** Makes the new configuration current in all that lives on, and returns it whole. */
    Routes apply() {
        Map<String, Backend> backends = new LinkedHashMap<>();
        Map<String, Backend.Settings> settings = new HashMap<>();
        for (var config : after.backends()) {
            ServerSet set = Objects.requireNonNull(servers.get(config.name()));
            for (ServerConfig server : config.servers())
                Objects.requireNonNull(set.named(server.name())).replace(server);
            Backend known = running.backend(config.name());
            if (known == null) known = new Backend(config, set);
            else known.replace(config, set);
            backends.put(config.name(), known);
            settings.put(config.name(), known.settings());
        }
        Map<String, Frontend> frontends = new LinkedHashMap<>();
        for (var config : after.frontends()) {
            Frontend known = Objects.requireNonNull(running.frontend(config.name()));
            known.replace(config, settings);
            frontends.put(config.name(), known);
        }
        return new Routes(frontends, backends, RouteTable.tables(after, running.tables()));
    }

    /** Variables of the process go on; one whose line in {@code global} is new or changed begins anew. */
    void setVariables(Inputs inputs) {
        after.global().variables().forEach((name, initial) -> {
            var known = before.global().variables().get(name);
            if (known == null || !known.text().equals(initial.text())) inputs.variable(name, initial.value());
        });
    }

    /** The servers that are no longer configured, or no longer at that address. */
    List<Server> retired() {
        return retired;
    }

    private void checkProcess(GlobalConfig old, GlobalConfig now) {
        compare("global: nbthread", old, now, GlobalConfig::threads);
        compare("global: maxconn", old, now, GlobalConfig::maxConnections);
        compare("global: tune.bufsize", old, now, GlobalConfig::bufferBytes);
        compare("global: tune.maxrewrite", old, now, GlobalConfig::maxRewriteBytes);
        compare("global: tune.poller", old.process(), now.process(), ProcessOptions::poller);
        compare("global: tune.vars", old, now, GlobalConfig::variableLimits);
        compare("global: log-tag", old.logHeader(), now.logHeader(), LogHeader::tag);
        compare("global: log-send-hostname", old.logHeader(), now.logHeader(), LogHeader::hostname);
        compare("global: stats socket", old, now, Reload::statsSockets);
        if (!Objects.equals(old.pidFile(), now.pidFile())) refusals.add("global: pidfile was changed");
    }

    private void checkFrontends() {
        Map<String, FrontendConfig> added = new LinkedHashMap<>();
        for (var frontend : after.frontends()) added.put(frontend.name(), frontend);
        for (var frontend : before.frontends()) {
            var next = added.remove(frontend.name());
            if (next == null) {
                refusals.add("frontend '" + frontend.name() + "' was removed");
                continue;
            }
            String name = next.place() + ": frontend '" + frontend.name() + "': ";
            compare(name + "bind", frontend, next, Reload::binds);
            compare(name + "mode", frontend, next, FrontendConfig::mode);
        }
        for (var frontend : added.values())
            refusals.add(frontend.place() + ": frontend '" + frontend.name() + "' was added");
    }

    /** Sessions are bound to the tables that they keep in step. */
    private void checkPeers() {
        if (!peers(before).equals(peers(after))) refusals.add("a 'peers' section was changed");
        Map<String, StickTableConfig> shared = new HashMap<>();
        for (var table : before.stickTables()) if (!table.peers().isEmpty()) shared.put(table.name(), table);
        for (var table : after.stickTables()) {
            if (table.peers().isEmpty()) continue;
            var known = shared.remove(table.name());
            if (known == null) refusals.add(table.place() + ": stick table '" + table.name() + "' has peers now");
            else if (!known.isSameAs(table))
                refusals.add(table.place() + ": stick table '" + table.name() + "', which has peers, was changed");
        }
        for (var name : shared.keySet()) refusals.add("stick table '" + name + "' has no peers any more");
    }

    private static List<Object> peers(Configuration configuration) {
        var all = new ArrayList<Object>();
        for (var section : configuration.peers()) {
            var bind = section.bind();
            all.add(List.of(section.name(), section.local(), bind == null ? "" : bind.endpoint()));
            for (var peer : section.peers()) all.add(List.of(peer.name(), peer.endpoint()));
        }
        return all;
    }

    private void findServers() {
        var unknown = new ArrayList<String>();
        for (var config : after.backends()) {
            Backend known = running.backend(config.name());
            servers.put(config.name(), RouteTable.servers(config, known == null ? null : known.servers(), unknown));
        }
        for (String reason : unknown) refusals.add(reason + "; nothing was changed");
        for (var old : running.backends().values()) {
            ServerSet next = servers.get(old.name());
            for (int i = 0; i < old.servers().size(); i++) {
                Server server = old.servers().at(i);
                if (next == null || !next.contains(server)) retired.add(server);
            }
        }
    }

    private <T, V> void compare(String what, T old, T now, Function<T, V> part) {
        if (!part.apply(old).equals(part.apply(now))) refusals.add(what + " was changed");
    }

    /** What listens and how; a backlog that merely follows {@code maxconn} stays as it is. */
    private static List<Object> binds(FrontendConfig frontend) {
        return frontend.binds().stream()
                .<Object>map(bind -> new Bind(
                        bind.endpoint(),
                        bind.name(),
                        bind.id(),
                        bind.maxConnections(),
                        follows(bind, frontend) ? 0 : bind.backlog(),
                        bind.unixMode(),
                        bind.acceptProxy(),
                        bind.socket(),
                        Place.NOWHERE))
                .toList();
    }

    private static boolean follows(Bind bind, FrontendConfig frontend) {
        return bind.backlog() == frontend.maxConnections() || bind.backlog() == bind.maxConnections();
    }

    private static List<Object> statsSockets(GlobalConfig global) {
        return global.statsSockets().stream()
                .<Object>map(socket -> new StatsSocket(socket.endpoint(), socket.mode(), socket.level(), Place.NOWHERE))
                .toList();
    }
}
