package io.weir.engine.balance;

import io.weir.engine.server.Server;

/**
 * The usable servers of a backend in a fixed order, each as often as its weight says and spread evenly: what a hash is
 * divided by, and the order of {@code static-rr}. Any thread; immutable.
 */
final class ServerMap {
    private final Server[] places;
    private final boolean single;

    private ServerMap(Server[] places, boolean single) {
        this.places = places;
        this.single = single;
    }

    /** @param divisor of all weights */
    static ServerMap of(ServerSet servers, int divisor) {
        boolean active = servers.activeCount() > 0;
        Server only = active ? null : servers.onlyBackup();
        var candidates = candidates(servers, active);
        int total = 0;
        if (only != null) total = share(only, divisor);
        else for (Server each : candidates) total += share(each, divisor);
        return new ServerMap(places(candidates, total, divisor), only != null || candidates.length == 1);
    }

    /** What all weights of a backend as configured, save 0, can be divided by. */
    static int divisor(ServerSet servers) {
        int divisor = 0;
        for (int i = 0; i < servers.size(); i++)
            divisor = gcd(divisor, servers.at(i).config().weight());
        return Math.max(1, divisor);
    }

    /** Read only. */
    Server[] places() {
        return places;
    }

    /** Whether all hashes lead to the same server. */
    boolean isSingle() {
        return single;
    }

    /** The server that a hash belongs to; only where there is one. */
    Server of(int hash) {
        return places[Integer.remainderUnsigned(hash, places.length)];
    }

    private static Server[] candidates(ServerSet servers, boolean active) {
        var candidates = new java.util.ArrayList<Server>();
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.at(i);
            if (server.usable() && server.config().backup() != active) candidates.add(server);
        }
        return candidates.toArray(new Server[0]);
    }

    private static int share(Server server, int divisor) {
        return (server.weight() + divisor - 1) / divisor;
    }

    /**
     * Each place goes to the server that has the most claim to it, the first of equals; claims are compared in whole
     * shares of the total, as in HAProxy, so that order of declaration counts more than small differences.
     */
    private static Server[] places(Server[] candidates, int total, int divisor) {
        var places = new Server[total];
        var claims = new int[candidates.length];
        for (int place = 0; place < total; place++) {
            int best = 0;
            int most = Integer.MIN_VALUE;
            for (int i = 0; i < claims.length && total > 1; i++) {
                claims[i] += share(candidates[i], divisor);
                int claim = (claims[i] + total) / total;
                if (claim <= most) continue;
                most = claim;
                best = i;
            }
            claims[best] -= total;
            places[place] = candidates[best];
        }
        return places;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
