package io.weir.rules.lang;

import static io.weir.rules.lang.Section.PROCESS;

import io.weir.rules.config.Poller;
import io.weir.rules.config.VariableLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code tune.*} and what else makes HAProxy faster (configuration manual section 3.2). Any thread. */
final class TuneKeywords {
    static final Setting<Integer> BUFSIZE = Setting.own();
    static final Setting<Integer> MAXREWRITE = Setting.own();
    static final Setting<Integer> MAXHDR = Setting.own();
    static final Setting<Duration> JS_BURST = Setting.own();
    static final Setting<Duration> JS_SESSION = Setting.own();

    static final Setting<Poller> POLLER = Setting.own();

    private static final Setting<Integer> GLOBAL_VARIABLES = Setting.own();
    private static final Setting<Integer> PROCESS_VARIABLES = Setting.own();
    private static final Setting<Integer> SESSION_VARIABLES = Setting.own();
    private static final Setting<Integer> TRANSACTION_VARIABLES = Setting.own();
    private static final Setting<Integer> MESSAGE_VARIABLES = Setting.own();

    private static final Map<String, Poller> POLLERS =
            Map.of("auto", Poller.AUTO, "epoll", Poller.EPOLL, "io_uring", Poller.IO_URING, "nio", Poller.NIO);
    private static final int MAX_BUFFER = 1 << 28;
    private static final int MAX_HEADERS = 32767;

    /** They steer parts of HAProxy that Weir does not have; a configuration means the same without them. */
    private static final List<String> WITHOUT_EFFECT = List.of(
            "busy-polling",
            "fd-hard-limit",
            "insecure-fork-wanted",
            "insecure-setuid-wanted",
            "maxpipes",
            "mworker-max-reloads",
            "nbproc",
            "no-memory-trimming",
            "noepoll",
            "noevports",
            "nokqueue",
            "nopoll",
            "noreuseport",
            "nosplice",
            "numa-cpu-mapping",
            "profiling.memory",
            "profiling.tasks",
            "set-dumpable",
            "stats bind-process",
            "strict-limits",
            "tune.buffers.limit",
            "tune.buffers.reserve",
            "tune.fd.edge-triggered",
            "tune.idletimer",
            "tune.lua.forced-yield",
            "tune.lua.maxmem",
            "tune.lua.service-timeout",
            "tune.lua.session-timeout",
            "tune.lua.task-timeout",
            "tune.maxaccept",
            "tune.maxpollevents",
            "tune.pattern.cache-size",
            "tune.pipesize",
            "tune.recv_enough",
            "tune.runqueue-depth",
            "tune.sched.low-latency",
            "ulimit-n");

    private TuneKeywords() {}

    static void addTo(KeywordTable table) {
        table.add(
                "tune.bufsize",
                PROCESS,
                (line, global) -> global.set(BUFSIZE, line.size(1024, MAX_BUFFER), line.place));
        table.add(
                "tune.maxrewrite",
                PROCESS,
                (line, global) -> global.set(MAXREWRITE, line.size(0, MAX_BUFFER), line.place));
        table.add("tune.http.maxhdr", PROCESS, GlobalKeywords.number(MAXHDR, 1, MAX_HEADERS));
        table.add("tune.js.burst-timeout", PROCESS, (line, global) -> global.set(JS_BURST, line.time(), line.place));
        table.add(
                "tune.js.session-timeout", PROCESS, (line, global) -> global.set(JS_SESSION, line.time(), line.place));
        table.add("tune.poller", PROCESS, (line, global) -> global.set(POLLER, line.choice(POLLERS), line.place));
        table.add("tune.vars.global-max-size", PROCESS, bytes(GLOBAL_VARIABLES));
        table.add("tune.vars.proc-max-size", PROCESS, bytes(PROCESS_VARIABLES));
        table.add("tune.vars.sess-max-size", PROCESS, bytes(SESSION_VARIABLES));
        table.add("tune.vars.txn-max-size", PROCESS, bytes(TRANSACTION_VARIABLES));
        table.add("tune.vars.reqres-max-size", PROCESS, bytes(MESSAGE_VARIABLES));
        IdlePoolParameters.addTo(table);
        for (var name : WITHOUT_EFFECT) table.add(name, PROCESS, TuneKeywords::ignore, TuneKeywords::ignore);
    }

    private static Keyword.Reader bytes(Setting<Integer> setting) {
        return GlobalKeywords.number(setting, 0, Integer.MAX_VALUE);
    }

    static VariableLimits variableLimits(Draft global) {
        int all = global.get(GLOBAL_VARIABLES, 0);
        int process = global.get(PROCESS_VARIABLES, 0);
        return new VariableLimits(
                all == 0 || process == 0 ? Math.max(all, process) : Math.min(all, process),
                global.get(SESSION_VARIABLES, 0),
                global.get(TRANSACTION_VARIABLES, 0),
                global.get(MESSAGE_VARIABLES, 0));
    }

    private static void ignore(Line line, Draft global) {
        line.rest();
        line.warn("no-effect", line.place, "'" + line.keyword + "' has no effect in Weir", "");
    }
}
