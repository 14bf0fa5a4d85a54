package io.weir.rules.lang;

import io.weir.rules.config.IdlePool;
import io.weir.rules.config.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code server} or {@code default-server} line says (configuration manual section 5.2).
 *
 * @param id 0: the next free one
 *     <p>Any thread; immutable.
 */
record ServerParameters(
        int id,
        int maxConnections,
        int minConnections,
        int maxQueue,
        int weight,
        @Nullable String cookie,
        boolean backup,
        boolean disabled,
        boolean nonStick,
        SendProxyParameters proxy,
        IdlePool pool,
        ServerSocket socket) {
    static final ServerParameters INITIAL = new ServerParameters(
            0,
            0,
            0,
            0,
            1,
            null,
            false,
            false,
            false,
            SendProxyParameters.INITIAL,
            IdlePool.DEFAULT,
            ServerSocket.PLAIN);

    private static final int MAX_WEIGHT = 256;
    private static final List<String> OWN = List.of(
            "id",
            "maxconn",
            "minconn",
            "maxqueue",
            "weight",
            "cookie",
            "backup",
            "no-backup",
            "disabled",
            "enabled",
            "stick",
            "non-stick",
            "source",
            "tcp-ut",
            "tfo",
            "no-tfo");
    private static final List<String> NAMES = names();

    /** These with what the rest of the line says. */
    ServerParameters read(Line line) {
        int number = id;
        int connections = maxConnections;
        int least = minConnections;
        int queue = maxQueue;
        int share = weight;
        String name = cookie;
        boolean spare = backup;
        boolean off = disabled;
        boolean forgotten = nonStick;
        SendProxyParameters header = proxy;
        IdlePool idle = pool;
        var sockets = new ServerSocketParameters(socket);
        while (line.words.hasNext()) {
            var parameter = line.words.take();
            switch (parameter.text()) {
                case "id" -> number = id(line, parameter);
                case "maxconn" -> connections = line.number(0, Integer.MAX_VALUE);
                case "minconn" -> least = line.number(0, Integer.MAX_VALUE);
                case "maxqueue" -> queue = line.number(0, Integer.MAX_VALUE);
                case "weight" -> share = line.number(0, MAX_WEIGHT);
                case "cookie" -> name = line.text("a cookie's value");
                case "backup" -> spare = true;
                case "no-backup" -> spare = false;
                case "disabled" -> off = true;
                case "enabled" -> off = false;
                case "stick" -> forgotten = false;
                case "non-stick" -> forgotten = true;
                case "max-reuse", "pool-low-conn", "pool-max-conn", "pool-purge-delay" ->
                    idle = IdlePoolParameters.read(line, parameter, idle);
                default -> {
                    if (SendProxyParameters.NAMES.contains(parameter.text())) header = header.with(parameter, line);
                    else if (!sockets.takes(line, parameter))
                        throw UnknownWord.parameter(line, parameter, HaproxyKeywords.SERVER, NAMES);
                }
            }
        }
        return new ServerParameters(
                number, connections, least, queue, share, name, spare, off, forgotten, header, idle, sockets.socket());
    }

    private static List<String> names() {
        var names = new ArrayList<>(OWN);
        names.addAll(IdlePoolParameters.NAMES);
        return List.copyOf(names);
    }

    private static int id(Line line, Word parameter) {
        if (line.keyword.equals("default-server"))
            throw line.fault(
                    "misplaced-parameter",
                    parameter.place(),
                    "'default-server': 'id' belongs to one server",
                    "'id' in its 'server' line");
        return line.number(1, Integer.MAX_VALUE);
    }
}
