package io.weir.engine;

import io.weir.engine.account.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * What a proxy counts, and what it has when everything alive is looked at, of one moment in which every loop stands
 * still between two tasks.
 *
 * @param counted by name, without zeros
 * @param alive by the same names
 */
record Census(Map<String, Integer> counted, Map<String, Integer> alive) {
    private static final int ATTEMPTS = 1000;

    static Census of(Proxy proxy) throws InterruptedException {
        var standing = new CountDownLatch(proxy.workers().size());
        var on = new CountDownLatch(1);
        for (var worker : proxy.workers())
            worker.context().loop().eventLoop().execute(() -> {
                standing.countDown();
                awaitQuietly(on);
            });
        standing.await();
        try {
            var found =
                    new ArrayList<Session>(); // only now: a loop that still ran could grant a slot to another's request
            for (var worker : proxy.workers()) found.addAll(worker.clients().sessions());
            var counted = Leftovers.counted(proxy);
            counted.keySet().removeIf(name -> name.endsWith(": connections"));
            return new Census(counted, alive(found));
        } finally {
            on.countDown();
        }
    }

    /** The first one whose two sides agree, since a slot may be on its way to another loop; else the last of many. */
    static Census settled(Proxy proxy) throws InterruptedException {
        var census = of(proxy);
        for (int i = 0; i < ATTEMPTS && !census.counted.equals(census.alive); i++) census = of(proxy);
        return census;
    }

    private static Map<String, Integer> alive(List<Session> sessions) {
        var all = new TreeMap<String, Integer>();
        for (var each : sessions) {
            one(all, each.frontend() + ": requests");
            if (each.backend() == null) continue;
            one(all, each.backend() + ": sessions");
            String server = each.backend() + "/" + each.server();
            var holds = each.holds();
            if (holds.queuePlace()) one(all, (each.server() == null ? each.backend() : server) + ": queued");
            if (holds.slot() != null) one(all, each.backend() + "/" + holds.slot() + ": slots");
            if (holds.counted()) one(all, server + ": sessions");
        }
        return all;
    }

    private static void one(Map<String, Integer> all, String name) {
        all.merge(name, 1, Integer::sum);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
