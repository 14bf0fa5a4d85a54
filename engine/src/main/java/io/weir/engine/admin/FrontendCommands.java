package io.weir.engine.admin;

import static io.weir.rules.config.StatsSocket.Level.ADMIN;

import io.weir.engine.account.RateLimit;
import java.util.List;

/** Commands about frontends and about the limit of the process. Any thread. */
final class FrontendCommands {
    private final RunningProxy proxy;

    FrontendCommands(RunningProxy proxy) {
        this.proxy = proxy;
    }

    void addTo(List<Command> commands) {
        commands.add(Command.of(
                "disable frontend",
                "<frontend>",
                "temporarily disable specific frontend",
                ADMIN,
                (words, session) -> on(words, this::disable)));
        commands.add(Command.of(
                "enable frontend",
                "<frontend>",
                "re-enable specific frontend",
                ADMIN,
                (words, session) -> on(words, this::enable)));
        commands.add(Command.of(
                "set maxconn frontend",
                "<frontend> <value>",
                "change a frontend's maxconn setting",
                ADMIN,
                (words, session) -> on(words, frontend -> setMaxconn(words, frontend))));
        commands.add(Command.of(
                "set maxconn global",
                "<value>",
                "change the per-process maxconn setting",
                ADMIN,
                (words, session) -> setGlobalMaxconn(words)));
        addRatesTo(commands);
    }

    private void addRatesTo(List<Command> commands) {
        commands.add(rate(
                "connections", "change the per-process maximum connection rate", proxy.counters().connectionLimit));
        commands.add(rate("sessions", "change the per-process maximum session rate", proxy.counters().sessionLimit));
    }

    private static Command rate(String what, String does, RateLimit limit) {
        return Command.of(
                "set rate-limit " + what + " global",
                "<value>",
                does,
                ADMIN,
                (words, session) -> setRate(words, limit));
    }

    /** 0 stands for no limit. */
    private static String setRate(List<String> words, RateLimit limit) {
        Integer max = words.isEmpty() ? null : NumberArgument.of(words.getFirst());
        if (max == null) return "Expects an integer value.\n";
        if (max < 0) return "Value out of range.\n";
        limit.max(max);
        return "";
    }

    private String on(List<String> words, What what) {
        if (words.isEmpty()) return "A frontend name is expected.\n";
        RunningFrontend frontend = proxy.frontend(words.getFirst());
        return frontend == null ? "No such frontend.\n" : what.run(frontend);
    }

    private String disable(RunningFrontend frontend) {
        if (proxy.stopping()) return "Frontend was previously shut down, cannot disable.\n";
        return frontend.pause() ? "" : "All sockets are already disabled.\n";
    }

    private String enable(RunningFrontend frontend) {
        if (proxy.stopping()) return "Frontend was previously shut down, cannot enable.\n";
        return frontend.resume() ? "" : "All sockets are already enabled.\n";
    }

    private String setMaxconn(List<String> words, RunningFrontend frontend) {
        Integer max = words.size() < 2 ? null : NumberArgument.of(words.get(1));
        if (max == null) return "Integer value expected.\n";
        if (max < 0) return "Value out of range.\n";
        frontend.counters().connections.max(max);
        return "";
    }

    /** 0 stands for the highest that may be set. */
    private String setGlobalMaxconn(List<String> words) {
        if (words.isEmpty()) return "Expects an integer value.\n";
        Integer max = NumberArgument.of(words.getFirst());
        if (max == null) return "Expects an integer value.\n";
        int hard = proxy.hardMaxConnections();
        if (max < 0 || max > hard) return "Value out of range.\n";
        proxy.connections().max(max == 0 ? hard : max);
        return "";
    }

    /** What is done with the frontend that was found. Any thread. */
    @FunctionalInterface
    private interface What {
        String run(RunningFrontend frontend);
    }
}
