package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.config.Bind;
import io.weir.rules.config.ServerConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of proxies, of each one's servers and of its sockets: those that {@code id} says, and for the others the
 * next free one from their place in the order on, so that a number said for one shifts no other's (configuration manual
 * section 4.2, {@code id}). Confined to the reading thread.
 */
final class Ids {
    private final Problems problems;
    private final List<Draft> proxies;
    private final int first;

    /** @param adminProxy whether HAProxy would have another proxy before these */
    Ids(Problems problems, List<Draft> proxies, boolean adminProxy) {
        this.problems = problems;
        this.proxies = proxies;
        this.first = adminProxy ? 2 : 1;
    }

    /** Gives a number to everything that has none. */
    void assign() {
        var numbers = new Numbers(first);
        for (var proxy : proxies)
            numbers.take(proxy.get(ProxyKeywords.ID, 0), proxy.placeOf(ProxyKeywords.ID), proxy.title());
        for (var proxy : proxies) {
            int id = numbers.next(proxy.get(ProxyKeywords.ID, 0));
            proxy.set(ProxyKeywords.ID, id, proxy.placeOf(ProxyKeywords.ID));
            servers(proxy);
            binds(proxy);
        }
    }

    private void servers(Draft proxy) {
        var servers = proxy.all(ServerKeywords.SERVERS);
        var numbers = new Numbers(1);
        for (var server : servers) numbers.take(server.id(), server.place(), "server '" + server.name() + "'");
        var numbered = new ArrayList<ServerConfig>();
        for (var server : servers) numbered.add(server.withId(numbers.next(server.id())));
        if (!servers.isEmpty())
            proxy.set(ServerKeywords.SERVERS, List.copyOf(numbered), proxy.placeOf(ServerKeywords.SERVERS));
    }

    private void binds(Draft proxy) {
        var binds = proxy.all(BindKeyword.BINDS);
        var numbers = new Numbers(1);
        for (var bind : binds) numbers.take(bind.id(), bind.place(), "a 'bind' line");
        var numbered = new ArrayList<Bind>();
        for (var bind : binds) numbered.add(bind.withId(numbers.next(bind.id())));
        if (!binds.isEmpty()) proxy.set(BindKeyword.BINDS, List.copyOf(numbered), proxy.placeOf(BindKeyword.BINDS));
    }

    /** The numbers within one order. Confined to the reading thread. */
    private final class Numbers {
        private final Map<Integer, String> taken = new HashMap<>();
        private int next;

        Numbers(int first) {
            next = first;
        }

        /** @param id 0: none is said */
        void take(int id, Place place, String title) {
            if (id == 0) return;
            var before = taken.putIfAbsent(id, title + " at " + place.fileAndLine());
            if (before != null)
                problems.error(
                        "duplicate-id",
                        place,
                        title + " has the id " + id + ", which " + before + " has already",
                        "another id");
        }

        /** The number of the one whose turn it is. */
        int next(int id) {
            while (id == 0 && taken.containsKey(next)) next++;
            int given = id == 0 ? next : id;
            next++;
            return given;
        }
    }
}
