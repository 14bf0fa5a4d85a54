package io.weir.engine.admin;

import static io.weir.rules.config.StatsSocket.Level.OPERATOR;
import static io.weir.rules.config.StatsSocket.Level.USER;

import io.weir.engine.server.Server;
import io.weir.engine.server.ServerState;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code show stat} and {@code show backend} (management guide sections 9.1 and 9.3). Any thread. */
final class StatCommands {
    private static final int FRONTENDS = 1;
    private static final int BACKENDS = 2;
    private static final int SERVERS = 4;

    private final RunningProxy proxy;

    StatCommands(RunningProxy proxy) {
        this.proxy = proxy;
    }

    void addTo(List<Command> commands) {
        commands.add(Command.of(
                "show stat",
                "[desc|json|no-maint|typed|up]*",
                "report counters for each proxy and server",
                USER,
                this::showStat));
        commands.add(
                Command.of("show backend", "", "list backends in the current running config", USER, this::showBackend));
    }

    private String showBackend(List<String> words, AdminSession session) {
        return "# name\n"
                + proxy.backends().stream()
                        .map(each -> each.config().name() + "\n")
                        .collect(Collectors.joining());
    }

    private String showStat(List<String> words, AdminSession session) {
        if (words.contains("typed") || words.contains("json")) return "'show stat' is supported by Weir as CSV only.\n";
        var sections = StatSection.of(proxy);
        Wanted wanted = Wanted.of(words, sections);
        if (wanted == null) return "No such proxy.\n";
        var rows = new StatRows(proxy, session.level().compareTo(OPERATOR) >= 0);
        var csv = new StringBuilder(StatRow.header());
        for (StatSection section : sections) if (wanted.has(section)) write(section, wanted, rows, csv);
        return csv.toString();
    }

    private static void write(StatSection section, Wanted wanted, StatRows rows, StringBuilder csv) {
        RunningFrontend frontend = section.frontend();
        if (frontend != null && wanted.has(FRONTENDS))
            csv.append(rows.frontend(section, frontend).line());
        var backend = section.backend();
        if (backend == null) return;
        var servers = backend.servers();
        for (int i = 0; i < servers.size(); i++)
            if (wanted.has(SERVERS) && wanted.has(servers.at(i)))
                csv.append(rows.server(section, backend, servers.at(i)).line());
        if (wanted.has(BACKENDS)) csv.append(rows.backend(section, backend).line());
    }

    /**
     * Which lines: {@code [<iid>|<proxy>] <type> <sid>}, each -1 for all, and {@code up} or {@code no-maint}.
     *
     * @param types bits
     */
    private record Wanted(int number, int types, int server, boolean onlyUp, boolean noMaintenance) {
        /** Null when the proxy that is named is not there. */
        static @Nullable Wanted of(List<String> words, List<StatSection> sections) {
            boolean onlyUp = words.contains("up");
            boolean noMaintenance = words.contains("no-maint");
            Integer types = words.size() < 3 ? null : NumberArgument.of(words.get(1));
            Integer server = words.size() < 3 ? null : NumberArgument.of(words.get(2));
            if (types == null || server == null) return new Wanted(-1, -1, -1, onlyUp, noMaintenance);
            Integer number = NumberArgument.of(words.getFirst());
            for (StatSection section : sections)
                if (number == null && section.name().equals(words.getFirst())) number = section.number();
            return number == null ? null : new Wanted(number, types, server, onlyUp, noMaintenance);
        }

        boolean has(StatSection section) {
            return number == -1 || number == section.number();
        }

        boolean has(int type) {
            return (types & type) != 0;
        }

        boolean has(Server candidate) {
            if (server != -1 && server != candidate.config().id()) return false;
            if (onlyUp && !candidate.usable()) return false;
            return !noMaintenance || candidate.state() != ServerState.MAINT;
        }
    }
}
