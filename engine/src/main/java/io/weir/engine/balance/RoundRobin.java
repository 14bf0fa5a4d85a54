package io.weir.engine.balance;

import io.weir.engine.server.Server;
import io.weir.rules.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * {@code balance roundrobin}: turns in proportion to the weights, spread evenly. The order of one whole round is laid
 * down whenever a server comes, goes or changes its weight. Any thread.
 */
final class RoundRobin implements Balancer {
    private final ServerSet servers;
    private final Turns turns = new Turns();
    private volatile Server[] round;
    private volatile @Nullable Server onlyBackup;

    RoundRobin(ServerSet servers) {
        this.servers = servers;
        this.round = round(servers.serving());
        this.onlyBackup = servers.onlyBackup();
    }

    @Override
    public ServerSet servers() {
        return servers;
    }

    @Override
    public synchronized void serversChanged() {
        round = round(servers.serving());
        onlyBackup = servers.onlyBackup();
    }

    @Override
    public @Nullable Server bound(Transaction txn, @Nullable Server avoid) {
        return onlyBackup;
    }

    @Override
    public @Nullable Server tryTake(@Nullable Server avoid) {
        return turns.tryTake(round, avoid);
    }

    /** Smooth weighted order: each turn goes to the server that is furthest behind its share. */
    private static Server[] round(Server[] serving) {
        int divisor = 0;
        for (Server server : serving) divisor = gcd(divisor, server.weight());
        int total = 0;
        for (Server server : serving) total += server.weight() / divisor;
        var round = new Server[total];
        var credit = new int[serving.length];
        for (int turn = 0; turn < total; turn++) {
            int best = 0;
            for (int i = 0; i < credit.length; i++) {
                credit[i] += serving[i].weight() / divisor;
                if (credit[i] > credit[best]) best = i;
            }
            credit[best] -= total;
            round[turn] = serving[best];
        }
        return round;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
