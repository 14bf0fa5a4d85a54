package io.weir.engine.balance;

import io.weir.engine.server.Server;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code balance roundrobin}: turns in proportion to the weights, spread evenly. The order of one whole round is laid
 * down beforehand; a common counter walks through it. Any thread.
 */
final class RoundRobin implements Balancer {
    private final ServerSet servers;
    private final Server[] round;
    private final AtomicInteger turn = new AtomicInteger();

    RoundRobin(ServerSet servers) {
        this.servers = servers;
        this.round = round(servers);
    }

    @Override
    public ServerSet servers() {
        return servers;
    }

    @Override
    public @Nullable Server tryTake(@Nullable Server avoid) {
        int length = round.length;
        boolean anyActive = false;
        for (int tries = 0; tries < length; tries++) {
            Server server = round[nextTurn()];
            if (!server.usable()) continue;
            anyActive = true;
            if (server != avoid && server.tryTake()) return server;
        }
        if (avoid != null
                && servers.contains(avoid)
                && avoid.usable()
                && !avoid.config().backup()) return avoid.tryTake() ? avoid : null;
        if (anyActive) return null;
        Server backup = servers.firstBackup();
        return backup != null && backup.tryTake() ? backup : null;
    }

    private int nextTurn() {
        while (true) {
            int now = turn.get();
            if (turn.compareAndSet(now, now + 1 >= round.length ? 0 : now + 1)) return now;
        }
    }

    /** Smooth weighted order: each turn goes to the server that is furthest behind its share. */
    private static Server[] round(ServerSet servers) {
        int divisor = 0;
        for (int i = 0; i < servers.size(); i++)
            if (!servers.at(i).config().backup())
                divisor = gcd(divisor, servers.at(i).weight());
        if (divisor == 0) return new Server[0];
        int total = 0;
        for (int i = 0; i < servers.size(); i++)
            if (!servers.at(i).config().backup()) total += servers.at(i).weight() / divisor;
        var round = new Server[total];
        var credit = new int[servers.size()];
        for (int turn = 0; turn < total; turn++) {
            int best = -1;
            for (int i = 0; i < credit.length; i++) {
                if (servers.at(i).config().backup()) continue;
                credit[i] += servers.at(i).weight() / divisor;
                if (best < 0 || credit[i] > credit[best]) best = i;
            }
            credit[best] -= total;
            round[turn] = servers.at(best);
        }
        return round;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
