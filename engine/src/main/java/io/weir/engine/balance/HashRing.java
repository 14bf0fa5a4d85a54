package io.weir.engine.balance;

import io.weir.engine.server.BackendLoad;
import io.weir.engine.server.Server;
import io.weir.rules.sample.HashFunction;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The usable servers of a backend on a ring of 32-bit numbers, each at as many points as its weight says, which its id
 * alone determines: those of one server come and go without moving another's. A hash belongs to the nearest point. Any
 * thread.
 */
final class HashRing {
    private static final int POINTS_PER_WEIGHT = 16;
    private static final int POINTS_PER_SERVER = 256 * POINTS_PER_WEIGHT;
    private static final int PERCENT = 100;
    private static final long NOWHERE = -1;

    private final ServerSet servers;
    private final BackendLoad load;
    private final int balanceFactor;
    private final int[] weightsBefore;
    private final int[] mostWeight;
    private final AtomicLong lastTurn = new AtomicLong(NOWHERE);
    private volatile Points points;

    /** @param balanceFactor percent of its fair share that a server may have; 0: any */
    HashRing(ServerSet servers, BackendLoad load, int balanceFactor) {
        this.servers = servers;
        this.load = load;
        this.balanceFactor = balanceFactor;
        this.weightsBefore = weightsBefore(servers);
        this.mostWeight = new int[servers.size()];
        for (int i = 0; i < mostWeight.length; i++)
            mostWeight[i] = servers.at(i).weight();
        this.points = Points.of(servers);
    }

    ServerSet servers() {
        return servers;
    }

    synchronized void serversChanged() {
        Points before = points;
        Points next = Points.of(servers);
        long last = lastTurn.get();
        if (last != NOWHERE) lastTurn.compareAndSet(last, turnIn(next, before, last));
        points = next;
    }

    /** Where the turns go on: as in HAProxy behind a server that gets more points than it ever had. */
    private long turnIn(Points next, Points before, long last) {
        if (next.areBackups != before.areBackups) return NOWHERE;
        Server grown = null;
        for (int i = 0; i < mostWeight.length; i++) {
            Server server = servers.at(i);
            if (server.weight() <= mostWeight[i] || !server.usable()) continue;
            mostWeight[i] = server.weight();
            grown = server;
        }
        return next.stillAt(grown == null ? last : before.behindAllOf(grown, last));
    }

    /** Whether all hashes lead to the same server. */
    boolean isSingle() {
        return points.single;
    }

    /** The server that a hash belongs to, be it full, or null when none is usable. */
    @Nullable Server of(int hash, @Nullable Server avoid) {
        Points now = points;
        if (now.only != null) return now.only;
        if (now.owners.length == 0) return null;
        int at = now.nearest(hash);
        Server server = now.owners[at];
        boolean wrapped = false;
        while (server == avoid || balanceFactor > 0 && !mayHaveMore(server, now)) {
            if (++at == now.owners.length) {
                if (wrapped) break; // round once: then it is whoever was looked at last
                wrapped = true;
                at = 0;
            }
            server = now.owners[at];
        }
        return server;
    }

    /** The next one on the ring with a free slot, which is taken: turns for requests without a key. */
    @Nullable Server tryTakeNext(@Nullable Server avoid) {
        Points now = points;
        long last = lastTurn.get();
        int at = last == NOWHERE ? 0 : now.behind(last);
        boolean avoided = false;
        for (int tries = 0; tries < now.owners.length; tries++) {
            Server server = now.owners[at];
            avoided |= server == avoid;
            if (server != avoid && server.tryTake()) {
                lastTurn.set(now.unsignedKey(at));
                return server;
            }
            if (tries == 0 && server != avoid && !servers.anyFree()) return null; // points are many, servers few
            at = at + 1 == now.owners.length ? 0 : at + 1;
        }
        return avoided && avoid != null && avoid.tryTake() ? avoid : null;
    }

    /** The backup that serves alone. */
    @Nullable Server only() {
        return points.only;
    }

    /**
     * Consistent hashing with bounded loads (arXiv 1608.01350): whether a server has less than its share of the requests
     * there will be with one more, and of what is allowed on top.
     */
    private boolean mayHaveMore(Server server, Points now) {
        long total = Integer.toUnsignedLong((load.slots().taken() + 1) * balanceFactor + PERCENT - 1) / PERCENT;
        long share = total / now.totalWeight;
        long rest = total % now.totalWeight;
        int weight = server.weight() * POINTS_PER_WEIGHT;
        int before = weightsBefore[servers.indexOf(server)];
        long slots = weight * share + (before + weight) * rest / now.totalWeight - before * rest / now.totalWeight;
        return server.slots().taken() < Math.max(1, slots);
    }

    /** For each server the weights of its like before it, as they were when the ring was made. */
    private static int[] weightsBefore(ServerSet servers) {
        var before = new int[servers.size()];
        int active = 0;
        int backup = 0;
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.at(i);
            if (!server.usable()) continue;
            boolean spare = server.config().backup();
            before[i] = spare ? backup : active;
            if (spare) backup += server.weight() * POINTS_PER_WEIGHT;
            else active += server.weight() * POINTS_PER_WEIGHT;
        }
        return before;
    }

    /** The ring in one state of the servers. Any thread; immutable. */
    private static final class Points {
        /** Ascending without sign, kept with the sign turned so that they also ascend with it. */
        private final int[] keys;

        private final Server[] owners;
        private final @Nullable Server only;
        private final boolean single;
        private final boolean areBackups;
        private final int totalWeight;

        private Points(int[] keys, Server[] owners, ServerSet servers, int totalWeight) {
            this.keys = keys;
            this.owners = owners;
            this.only = servers.onlyBackup();
            this.single = servers.servingCount() == 1;
            this.areBackups = owners.length > 0 && owners[0].config().backup();
            this.totalWeight = totalWeight;
        }

        static Points of(ServerSet servers) {
            Server[] serving = servers.serving();
            int count = 0;
            for (Server server : serving) count += server.weight() * POINTS_PER_WEIGHT;
            var sorted = new long[count];
            int at = 0;
            for (int i = 0; i < serving.length; i++) {
                int first = serving[i].config().id() * POINTS_PER_SERVER;
                int end = serving[i].weight() * POINTS_PER_WEIGHT;
                for (int j = 0; j < end; j++)
                    sorted[at++] = Integer.toUnsignedLong(HashFunction.spread(first + j)) << 24 | i;
            }
            Arrays.sort(sorted, 0, at);
            return of(sorted, at, serving, servers);
        }

        private static Points of(long[] sorted, int count, Server[] serving, ServerSet servers) {
            var keys = new int[count];
            var owners = new Server[count];
            for (int i = 0; i < count; i++) {
                keys[i] = (int) (sorted[i] >>> 24) ^ Integer.MIN_VALUE;
                owners[i] = serving[(int) (sorted[i] & 0xffffff)];
            }
            return new Points(keys, owners, servers, count);
        }

        long unsignedKey(int at) {
            return Integer.toUnsignedLong(keys[at] ^ Integer.MIN_VALUE);
        }

        /** The point nearest to a hash; of two as near the lower one. */
        int nearest(int hash) {
            int next = atOrBehind(hash);
            int before = next == 0 ? keys.length - 1 : next - 1;
            int up = (keys[next] ^ Integer.MIN_VALUE) - hash;
            int down = hash - (keys[before] ^ Integer.MIN_VALUE);
            return Integer.compareUnsigned(down, up) <= 0 ? before : next;
        }

        private int atOrBehind(int hash) {
            int found = Arrays.binarySearch(keys, hash ^ Integer.MIN_VALUE);
            int at = found < 0 ? ~found : found;
            return at == keys.length ? 0 : at;
        }

        /** The point behind that one; it is there. */
        int behind(long key) {
            if (keys.length == 0) return 0;
            int at = atOrBehind((int) key);
            if (unsignedKey(at) != key) return at;
            return at + 1 == keys.length ? 0 : at + 1;
        }

        /** That point or, when it is one of the server's, the next of another server. */
        long behindAllOf(Server server, long key) {
            int at = keys.length == 0 ? 0 : atOrBehind((int) key);
            for (int i = 0; i < keys.length && owners[at] == server; i++) at = at + 1 == keys.length ? 0 : at + 1;
            return keys.length == 0 ? NOWHERE : unsignedKey(at);
        }

        /** That point or, when it is gone, the one behind it. */
        long stillAt(long key) {
            return keys.length == 0 || key == NOWHERE ? NOWHERE : unsignedKey(atOrBehind((int) key));
        }
    }
}
