package io.weir.rules.lang;

import static io.weir.rules.lang.Section.PROCESS;

import io.weir.rules.config.StatsSocket;
import io.weir.rules.config.StopOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Keywords of {@code global} (configuration manual sections 3.1 to 3.3). Any thread. */
final class GlobalKeywords {
    static final Setting<Integer> MAXCONN = Setting.own();
    static final Setting<Integer> MAXCONNRATE = Setting.own();
    static final Setting<Integer> MAXSESSRATE = Setting.own();
    static final Setting<Integer> NBTHREAD = Setting.own();
    static final Setting<Boolean> DAEMON = Setting.own();
    static final Setting<Boolean> MASTER_WORKER = Setting.own();
    static final Setting<Boolean> QUIET = Setting.own();
    static final Setting<Boolean> ZERO_WARNING = Setting.own();
    static final Setting<Path> PIDFILE = Setting.own();
    static final Setting<Path> JS_PATH = Setting.own();
    private static final Setting<Duration> GRACE = Setting.own();
    private static final Setting<Duration> CLOSE_SPREAD = Setting.own();
    private static final Setting<Duration> HARD_STOP_AFTER = Setting.own();
    static final Setting<String> NODE = Setting.own();
    static final Setting<String> DESCRIPTION = Setting.own();
    static final Setting<List<StatsSocket>> STATS_SOCKETS = Setting.own();
    static final Setting<Duration> STATS_TIMEOUT = Setting.own();

    /** HAProxy's limit for a process with one thread group. */
    private static final int MAX_THREADS = 64;

    private static final Map<String, FileFinder.Policy> PATH_POLICIES = Map.of(
            "current", FileFinder.Policy.CURRENT,
            "config", FileFinder.Policy.CONFIG,
            "parent", FileFinder.Policy.PARENT,
            "origin", FileFinder.Policy.ORIGIN);

    private GlobalKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("maxconn", PROCESS, number(MAXCONN, 0, Integer.MAX_VALUE));
        table.add("maxconnrate", PROCESS, number(MAXCONNRATE, 0, Integer.MAX_VALUE));
        table.add("maxsessrate", PROCESS, number(MAXSESSRATE, 0, Integer.MAX_VALUE));
        table.add("nbthread", PROCESS, number(NBTHREAD, 1, MAX_THREADS));
        table.add("daemon", PROCESS, flag(DAEMON));
        table.add("master-worker", PROCESS, GlobalKeywords::masterWorker);
        table.add("quiet", PROCESS, flag(QUIET));
        table.add("zero-warning", PROCESS, flag(ZERO_WARNING));
        table.add("pidfile", PROCESS, (line, global) -> global.set(PIDFILE, line.file(), line.place));
        table.add("js-path", PROCESS, GlobalKeywords::jsPath);
        table.add("grace", PROCESS, (line, global) -> global.set(GRACE, line.time(), line.place));
        table.add("close-spread-time", PROCESS, (line, global) -> global.set(CLOSE_SPREAD, line.time(), line.place));
        table.add("hard-stop-after", PROCESS, (line, global) -> global.set(HARD_STOP_AFTER, line.time(), line.place));
        table.add("node", PROCESS, (line, global) -> global.set(NODE, line.text("a name"), line.place));
        table.add("localpeer", PROCESS, (line, global) -> global.acls.shared().localPeer(line, line.word("a name")));
        table.add("description", PROCESS, (line, global) -> global.set(DESCRIPTION, sentence(line), line.place));
        table.add("stats socket", PROCESS, GlobalKeywords::statsSocket);
        table.add("stats timeout", PROCESS, (line, global) -> global.set(STATS_TIMEOUT, line.time(), line.place));
        table.add("default-path", PROCESS, GlobalKeywords::defaultPath);
        table.add(
                "expose-experimental-directives",
                PROCESS,
                (line, global) -> line.warn(
                        "no-effect",
                        line.place,
                        "'expose-experimental-directives' has no effect in Weir, which hides none",
                        ""));
        table.add("set-var", PROCESS, ProcessVariables::set);
        table.add("set-var-fmt", PROCESS, ProcessVariables::setFormat);
        table.add("setenv", PROCESS, GlobalKeywords::setenv);
        table.add("presetenv", PROCESS, GlobalKeywords::presetenv);
        table.add("unsetenv", PROCESS, GlobalKeywords::unsetenv);
        table.add("resetenv", PROCESS, GlobalKeywords::resetenv);
        for (var name : List.of("user", "group", "uid", "gid", "chroot"))
            table.add(name, PROCESS, GlobalKeywords::refusePrivileges);
    }

    static Keyword.Reader number(Setting<Integer> setting, int min, int max) {
        return (line, draft) -> draft.set(setting, line.number(min, max), line.place);
    }

    static Keyword.Reader flag(Setting<Boolean> setting) {
        return (line, draft) -> draft.set(setting, true, line.place);
    }

    /** All remaining words, as {@code description} takes them. */
    static String sentence(Line line) {
        var text = new StringBuilder(line.text("a text"));
        for (var word : line.rest()) text.append(' ').append(word.text());
        return text.toString();
    }

    static StopOptions stopping(Draft global) {
        return new StopOptions(
                global.get(GRACE, Duration.ZERO), global.get(CLOSE_SPREAD, Duration.ZERO), global.get(HARD_STOP_AFTER));
    }

    private static void masterWorker(Line line, Draft global) {
        if (line.takes("no-exit-on-failure"))
            line.warn("no-effect", line.place, "'no-exit-on-failure' has no effect in Weir, which has one process", "");
        global.set(MASTER_WORKER, true, line.place);
    }

    private static void jsPath(Line line, Draft global) {
        global.set(JS_PATH, line.files.findBeside(Latin1.readable(line.text("a folder"))), line.place);
    }

    private static void statsSocket(Line line, Draft global) {
        var address = line.word("a path or an address");
        var endpoint = AddressReader.stats(line, address);
        int mode = -1;
        var level = StatsSocket.Level.OPERATOR;
        while (line.words.hasNext()) {
            var parameter = line.words.take();
            switch (parameter.text()) {
                case "mode" -> mode = BindKeyword.mode(line);
                case "level" ->
                    level = line.choice(Map.of(
                            "user", StatsSocket.Level.USER,
                            "operator", StatsSocket.Level.OPERATOR,
                            "admin", StatsSocket.Level.ADMIN));
                case "expose-fd" -> {
                    line.text("listeners");
                    line.warn(
                            "no-effect",
                            parameter.place(),
                            "'expose-fd' has no effect in Weir, which reloads inside the process",
                            "");
                }
                case "user", "group", "uid", "gid" -> throw BindKeyword.refuseOwner(line, parameter);
                case "process", "thread" -> BindKeyword.ignoreThreads(line, parameter);
                default -> throw BindKeyword.unknownParameter(line, parameter);
            }
        }
        global.add(STATS_SOCKETS, new StatsSocket(endpoint, mode, level, line.place), line.place);
    }

    private static void defaultPath(Line line, Draft global) {
        var policy = line.choice(PATH_POLICIES);
        if (policy == FileFinder.Policy.ORIGIN) line.files.origin(Path.of(Latin1.readable(line.text("a folder"))));
        else line.files.policy(policy);
    }

    private static void setenv(Line line, Draft global) {
        line.environment.assign(line.text("a variable's name"), line.text("its value"));
    }

    private static void presetenv(Line line, Draft global) {
        var name = line.text("a variable's name");
        var value = line.text("its value");
        if (!line.environment.has(name)) line.environment.assign(name, value);
    }

    private static void unsetenv(Line line, Draft global) {
        line.environment.remove(line.text("variables' names"));
        for (var name : line.rest()) line.environment.remove(name.text());
    }

    private static void resetenv(Line line, Draft global) {
        var kept = new HashSet<String>();
        for (var name : line.rest()) kept.add(name.text());
        line.environment.keepOnly(kept);
    }

    private static void refusePrivileges(Line line, Draft global) {
        throw line.fault(
                "unsupported-keyword",
                line.place,
                "'" + line.keyword + "' is not supported by Weir, which keeps the rights that it is started with",
                "no such line: start Weir as the user it shall run as, for instance by systemd's User= and"
                        + " AmbientCapabilities=CAP_NET_BIND_SERVICE");
    }
}
