package io.weir.engine.admin;

import static io.weir.rules.config.StatsSocket.Level.ADMIN;

import java.util.List;

/** Commands about one backend. Any thread. */
final class BackendCommands {
    private final RunningProxy proxy;

    BackendCommands(RunningProxy proxy) {
        this.proxy = proxy;
    }

    void addTo(List<Command> commands) {
        commands.add(Command.of(
                "enable dynamic-cookie backend",
                "<bk>",
                "enable dynamic cookies on a specific backend",
                ADMIN,
                (words, session) -> on(words, backend -> {
                    backend.dynamicCookie().enable();
                    return "";
                })));
        commands.add(Command.of(
                "disable dynamic-cookie backend",
                "<bk>",
                "disable dynamic cookies on a specific backend",
                ADMIN,
                (words, session) -> on(words, backend -> {
                    backend.dynamicCookie().disable();
                    return "";
                })));
        commands.add(Command.of(
                "set dynamic-cookie-key backend",
                "<bk> <k>",
                "change a backend secret key for dynamic cookies",
                ADMIN,
                (words, session) -> on(words, backend -> setKey(words, backend))));
    }

    private String on(List<String> words, What what) {
        if (words.isEmpty()) return "A backend name is expected.\n";
        RunningBackend backend = proxy.backend(words.getFirst());
        return backend == null ? "No such backend.\n" : what.run(backend);
    }

    private static String setKey(List<String> words, RunningBackend backend) {
        if (words.size() < 2) return "String value expected.\n";
        backend.dynamicCookie().key(words.get(1));
        return "";
    }

    /** What is done with the backend that was found. Any thread. */
    @FunctionalInterface
    private interface What {
        String run(RunningBackend backend);
    }
}
