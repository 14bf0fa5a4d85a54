package io.weir.engine;

import io.weir.engine.account.ConnectionGate;
import io.weir.engine.account.LogTargets;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.exchange.Backend;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.Routes;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.GlobalConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes a new configuration into a running proxy: rules, backends, servers, timeouts and everything else of a proxy
 * that is read request by request. What is bound to sockets or to the process is refused by name. Control thread.
 */
final class Reload {
    private Reload() {}

    /** Everything in the new configuration that a running proxy cannot take over yet. */
    static List<String> refusals(Configuration before, Configuration after) {
        var reasons = new ArrayList<String>();
        GlobalConfig old = before.global();
        GlobalConfig now = after.global();
        compare("global: nbthread", old, now, GlobalConfig::threads, reasons);
        compare("global: maxconn", old, now, GlobalConfig::maxConnections, reasons);
        compare("global: tune.bufsize", old, now, GlobalConfig::bufferBytes, reasons);
        compare("global: tune.maxrewrite", old, now, GlobalConfig::maxRewriteBytes, reasons);
        compare("global: stats socket", endpoints(old), endpoints(now), Function.identity(), reasons);
        Map<String, FrontendConfig> frontends = after.frontends().stream()
                .collect(Collectors.toMap(FrontendConfig::name, Function.identity(), (a, b) -> a));
        for (var frontend : before.frontends()) {
            var next = frontends.remove(frontend.name());
            if (next == null) reasons.add("frontend '" + frontend.name() + "' was removed");
            else {
                String name = "frontend '" + frontend.name() + "': ";
                compare(name + "bind", binds(frontend), binds(next), Function.identity(), reasons);
                compare(name + "mode", frontend, next, FrontendConfig::mode, reasons);
            }
        }
        for (String added : frontends.keySet()) reasons.add("frontend '" + added + "' was added");
        reasons.replaceAll(reason -> reason + ": this needs a restart for now; nothing was changed");
        return reasons;
    }

    static Routes apply(Routes before, Configuration after, ConnectionGate process, LogTargets logs) {
        Map<String, Frontend> frontends = new LinkedHashMap<>();
        for (var config : after.frontends()) {
            Frontend known = before.frontend(config.name());
            if (known == null) throw new IllegalStateException("frontend '" + config.name() + "' is new");
            known.replace(config);
            known.counters().connections.max(config.maxConnections() > 0 ? config.maxConnections() : process.max());
            frontends.put(config.name(), known);
        }
        Map<String, Backend> backends = new LinkedHashMap<>();
        for (var config : after.backends()) {
            Backend known = before.backend(config.name());
            ServerSet servers = RouteTable.servers(config, known == null ? null : known.servers(), new ArrayList<>());
            if (known == null) known = new Backend(config, servers);
            else known.replace(config, servers);
            backends.put(config.name(), known);
        }
        return new Routes(frontends, backends);
    }

    private static <T, V> void compare(String what, T before, T after, Function<T, V> part, List<String> reasons) {
        if (!part.apply(before).equals(part.apply(after))) reasons.add(what + " was changed");
    }

    private static List<Object> binds(FrontendConfig frontend) {
        return frontend.binds().stream().<Object>map(bind -> bind.endpoint()).toList();
    }

    private static List<Object> endpoints(GlobalConfig global) {
        return global.statsSockets().stream()
                .<Object>map(socket -> socket.endpoint())
                .toList();
    }
}
