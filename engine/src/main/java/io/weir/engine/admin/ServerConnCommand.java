package io.weir.engine.admin;

import static io.weir.rules.config.StatsSocket.Level.USER;

import io.weir.engine.account.SharedConnections.Kind;
import io.weir.engine.server.Server;
import java.net.InetSocketAddress;
import java.util.List;

/** {@code show servers conn}: the connections to each server, and how many of them each loop has idle. Any thread. */
final class ServerConnCommand {
    private final RunningProxy proxy;

    ServerConnCommand(RunningProxy proxy) {
        this.proxy = proxy;
    }

    void addTo(List<Command> commands) {
        commands.add(Command.of(
                "show servers conn",
                "[<backend>]",
                "dump server connections status (all or for a single backend)",
                USER,
                (words, session) -> show(words)));
    }

    private String show(List<String> words) {
        var wanted = words.isEmpty() ? null : proxy.backend(words.getFirst());
        if (wanted == null && !words.isEmpty()) return "Can't find backend.\n";
        var text = new StringBuilder("# bkname/svname bkid/svid addr port - purge_delay used_cur used_max need_est"
                + " unsafe_nb safe_nb idle_lim idle_cur idle_per_thr["
                + proxy.loops().size() + "]\n");
        for (RunningBackend backend : wanted == null ? proxy.backends() : List.of(wanted)) {
            var servers = backend.servers();
            for (int i = 0; i < servers.size(); i++) write(backend, servers.at(i), text);
        }
        return text.toString();
    }

    private void write(RunningBackend backend, Server server, StringBuilder text) {
        text.append(backend.config().name()).append('/').append(server.name());
        text.append(' ').append(backend.config().id());
        text.append('/').append(server.config().id());
        if (server.address() instanceof InetSocketAddress inet)
            text.append(' ')
                    .append(inet.getAddress().getHostAddress())
                    .append(' ')
                    .append(inet.getPort());
        else text.append(" - 0");
        var pool = server.config().pool();
        var shared = server.counters().shared;
        text.append(" - ").append(pool.purgeDelay().toMillis());
        text.append(' ').append(shared.used());
        text.append(' ').append(shared.mostUsed());
        text.append(' ').append(shared.needed());
        text.append(' ').append(shared.idle(Kind.IDLE));
        text.append(' ').append(shared.idle(Kind.SAFE));
        text.append(' ').append(pool.maxIdle());
        text.append(' ').append(shared.idle());
        for (int idle : proxy.idleOnEachLoop(server)) text.append(' ').append(idle);
        text.append('\n');
    }
}
