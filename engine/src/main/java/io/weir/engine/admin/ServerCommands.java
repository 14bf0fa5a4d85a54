package io.weir.engine.admin;

import static io.weir.rules.config.StatsSocket.Level.ADMIN;
import static io.weir.rules.config.StatsSocket.Level.USER;

import io.weir.engine.server.Server;
import io.weir.engine.server.ServerState;
import java.util.List;

/** Commands about one server, named {@code backend/server}. Any thread. */
final class ServerCommands {
    private static final String NEEDS_STATE = "'set server <srv> state' expects 'ready', 'drain' and 'maint'.\n";
    private static final String SETTINGS =
            "usage: set server <backend>/<server> addr | agent | agent-addr | agent-port | agent-send | check-addr |"
                    + " check-port | fqdn | health | ssl | state | weight\n";

    private final RunningProxy proxy;

    ServerCommands(RunningProxy proxy) {
        this.proxy = proxy;
    }

    void addTo(List<Command> commands) {
        commands.add(Command.of(
                "disable server",
                "(DEPRECATED)",
                "disable a server for maintenance (use 'set server' instead)",
                ADMIN,
                (words, session) -> on(words, (backend, server) -> become(ServerState.MAINT, backend, server))));
        commands.add(Command.of(
                "enable server",
                "(DEPRECATED)",
                "enable a disabled server (use 'set server' instead)",
                ADMIN,
                (words, session) -> on(words, (backend, server) -> become(ServerState.UP, backend, server))));
        commands.add(Command.of(
                "set server",
                "<bk>/<srv> [opts]",
                "change a server's state, weight, address or ssl",
                ADMIN,
                (words, session) -> on(words, (backend, server) -> set(words, backend, server))));
        commands.add(Command.of(
                "set maxconn server",
                "<bk>/<srv>",
                "change a server's maxconn setting",
                ADMIN,
                (words, session) -> on(words, (backend, server) -> setMaxconn(words, backend, server))));
        commands.add(Command.of(
                "set weight",
                "<bk>/<srv>  (DEPRECATED)",
                "change a server's weight (use 'set server' instead)",
                ADMIN,
                (words, session) -> on(
                        words,
                        (backend, server) ->
                                WeightChange.make(words.size() < 2 ? "" : words.get(1), backend, server))));
        commands.add(Command.of(
                "shutdown sessions server",
                "<bk>/<srv>",
                "kill sessions on a server",
                ADMIN,
                (words, session) -> on(words, (backend, server) -> shutdown(server))));
        commands.add(Command.of(
                "get weight",
                "<bk>/<srv>",
                "report a server's current weight",
                USER,
                (words, session) -> on(
                        words,
                        (backend, server) ->
                                server.weight() + " (initial " + server.config().weight() + ")\n")));
    }

    private String on(List<String> words, What what) {
        int slash = words.isEmpty() ? -1 : words.getFirst().indexOf('/');
        if (slash < 0) return "Require 'backend/server'.\n";
        String name = words.getFirst();
        RunningBackend backend = proxy.backend(name.substring(0, slash));
        if (backend == null) return "No such backend.\n";
        Server server = backend.servers().named(name.substring(slash + 1));
        return server == null ? "No such server.\n" : what.run(backend, server);
    }

    private String shutdown(Server server) {
        proxy.shutdownSessions(server);
        return "";
    }

    private static String become(ServerState state, RunningBackend backend, Server server) {
        server.state(state);
        backend.queue().stateChanged(server);
        return "";
    }

    private static String set(List<String> words, RunningBackend backend, Server server) {
        if (words.size() < 2) return SETTINGS;
        String value = words.size() < 3 ? "" : words.get(2);
        return switch (words.get(1)) {
            case "state" ->
                switch (value) {
                    case "ready" -> become(ServerState.UP, backend, server);
                    case "drain" -> become(ServerState.DRAIN, backend, server);
                    case "maint" -> become(ServerState.MAINT, backend, server);
                    default -> NEEDS_STATE;
                };
            case "addr", "agent", "agent-addr", "agent-port", "agent-send", "check-addr", "check-port" ->
                notYet(words.get(1));
            case "weight" -> WeightChange.make(value, backend, server);
            case "fqdn", "health", "ssl" -> notYet(words.get(1));
            default -> SETTINGS;
        };
    }

    private static String notYet(String setting) {
        return "'set server <srv> " + setting + "' is not supported by Weir yet.\n";
    }

    private static String setMaxconn(List<String> words, RunningBackend backend, Server server) {
        if (words.size() < 2) return "Require <maxconn>.\n";
        Integer max = NumberArgument.of(words.get(1));
        if (max == null) return "maxconn string empty or preceded by garbage\n";
        if (max < 0) return "Value out of range.\n";
        server.slots().max(max);
        backend.queue().wake();
        return "";
    }

    /** What is done with the server that was found. Any thread. */
    @FunctionalInterface
    private interface What {
        String run(RunningBackend backend, Server server);
    }
}
