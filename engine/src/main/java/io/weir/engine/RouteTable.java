package io.weir.engine;

import io.weir.engine.account.ConnectionGate;
import io.weir.engine.account.LogTargets;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.exchange.Backend;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.Routes;
import io.weir.engine.loop.Addresses;
import io.weir.engine.server.Server;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.ServerConfig;
import io.weir.rules.table.StickTable;
import io.weir.rules.table.StickTableConfig;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the running proxies of a configuration. Control thread. */
final class RouteTable {
    private RouteTable() {}

    /** @throws StartException with everything that cannot run */
    static Routes build(Configuration configuration, ConnectionGate process, LogTargets logs) throws StartException {
        var reasons = new ArrayList<String>();
        Map<String, Backend> backends = new LinkedHashMap<>();
        Map<String, Backend.Settings> settings = new HashMap<>();
        for (var config : configuration.backends()) {
            var backend = new Backend(config, servers(config, null, reasons));
            backends.put(config.name(), backend);
            settings.put(config.name(), backend.settings());
        }
        Map<String, Frontend> frontends = new LinkedHashMap<>();
        for (var config : configuration.frontends()) {
            frontends.put(config.name(), new Frontend(config, process, logs, settings));
        }
        if (!reasons.isEmpty()) throw new StartException(reasons);
        return new Routes(frontends, backends, tables(configuration, Map.of()));
    }

    /** The servers of a backend; one that is still at its address goes on with its state, slots and counters. */
    static ServerSet servers(
            BackendConfig config, @org.jspecify.annotations.Nullable ServerSet before, List<String> reasons) {
        var servers = new ArrayList<Server>();
        for (ServerConfig server : config.servers()) {
            Server known = before == null ? null : before.named(server.name());
            if (known != null && known.config().endpoint().equals(server.endpoint())) {
                servers.add(known);
                continue;
            }
            var added = new Server(server, resolved(server, "server '" + server.name() + "'", reasons));
            for (var host : added.sources().unknownHosts())
                reasons.add(server.place() + ": server '" + server.name() + "': unknown source '" + host + "'");
            servers.add(added);
        }
        var direct = config.direct();
        if (direct != null) resolved(direct, "'dispatch'", reasons);
        return new ServerSet(servers, config.balance().allBackups());
    }

    private static SocketAddress resolved(ServerConfig server, String title, List<String> reasons) {
        SocketAddress address = Addresses.of(server.endpoint());
        if (address instanceof InetSocketAddress inet && inet.isUnresolved())
            reasons.add(server.place() + ": " + title + ": unknown host '" + inet.getHostString() + "'");
        return address;
    }

    /** The stick tables; those whose lines mean the same as before go on with what they hold. */
    static Map<String, StickTable> tables(Configuration configuration, Map<String, StickTable> before) {
        Map<String, StickTable> tables = new LinkedHashMap<>();
        for (var config : configuration.stickTables()) {
            var known = before.get(config.name());
            boolean goesOn = known != null && known.config().isSameAs(config);
            tables.put(config.name(), goesOn ? known : table(config));
        }
        return tables;
    }

    private static StickTable table(StickTableConfig config) {
        return config.peers().isEmpty()
                ? new StickTable(config, RouteTable::monotonicMillis)
                : StickTable.shared(config, RouteTable::monotonicMillis);
    }

    private static long monotonicMillis() {
        return System.nanoTime() / 1_000_000;
    }
}
