package io.weir.engine;

import io.weir.engine.account.Gauge;
import io.weir.engine.exchange.Backend;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.server.Server;
import java.util.Map;
import java.util.TreeMap;

/** What a proxy still counts or holds; nothing when all its clients are gone. */
final class Leftovers {
    private final Map<String, Integer> found = new TreeMap<>();

    private Leftovers() {}

    /** Everything in the counters, by name. */
    static Map<String, Integer> counted(Proxy proxy) {
        var left = new Leftovers();
        for (var frontend : proxy.routes().frontends().values()) left.in(frontend);
        for (var backend : proxy.routes().backends().values()) left.in(backend);
        return left.found;
    }

    /** Everything counted, and what the loops of a closed proxy hold. */
    static Map<String, Integer> of(Proxy closed) {
        var left = new Leftovers();
        left.found.putAll(counted(closed));
        for (var backend : closed.routes().backends().values()) left.inSockets(backend);
        for (var worker : closed.workers()) {
            left.note("clients", worker.clients().size());
            left.note("workspaces", worker.context().workspacesInUse());
            left.note("timers", worker.context().loop().timers().size());
        }
        return left.found;
    }

    private void in(Frontend frontend) {
        note(frontend.name() + ": connections", frontend.counters().connections.open());
        note(frontend.name() + ": requests", frontend.counters().requestsInFlight);
    }

    private void in(Backend backend) {
        note(backend.name() + ": sessions", backend.counters().sessions);
        note(backend.name() + ": queued", backend.counters().queued);
        for (int i = 0; i < backend.servers().size(); i++) {
            Server server = backend.servers().at(i);
            String name = backend.name() + "/" + server.name();
            note(name + ": slots", server.slots().taken());
            note(name + ": sessions", server.counters().sessions);
            note(name + ": queued", server.counters().queued);
        }
    }

    /** A pool that is open may hold idle ones; a closed one holds none. */
    private void inSockets(Backend backend) {
        for (int i = 0; i < backend.servers().size(); i++) {
            Server server = backend.servers().at(i);
            note(backend.name() + "/" + server.name() + ": sockets", server.counters().sockets);
        }
    }

    private void note(String what, Gauge gauge) {
        note(what, gauge.now());
    }

    private void note(String what, int count) {
        if (count != 0) found.merge(what, count, Integer::sum);
    }
}
