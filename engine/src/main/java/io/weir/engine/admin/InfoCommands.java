package io.weir.engine.admin;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.weir.engine.account.FrontendCounters;
import io.weir.rules.lang.ConditionalExpression;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * {@code show info} and {@code show version}: HAProxy's fields in its order and with its numbers, 0 where Weir does not
 * do such a thing, and behind them what only a JVM has. Any thread.
 */
final class InfoCommands {
    /** Of which HAProxy it speaks the language, and its own. */
    static final String VERSION = ConditionalExpression.COMPATIBLE_VERSION + "-weir-0.1.0";

    private static final String RELEASED = "2026/11/21";

    /** HAProxy has two fields, 45 and 46, only when it was built with zlib. */
    private static final int WITHOUT_ZLIB = 45;

    private final RunningProxy proxy;
    private final CpuShare cpu;

    InfoCommands(RunningProxy proxy) {
        this.proxy = proxy;
        this.cpu = new CpuShare(proxy.loops().size());
    }

    String showVersion(List<String> words, AdminSession session) {
        return VERSION + "\n";
    }

    String showInfo(List<String> words, AdminSession session) {
        var fields = fields();
        if (words.contains("json"))
            return fields.stream().map(InfoField::json).collect(Collectors.joining(",", "[", "]\n"));
        Function<InfoField, String> line = words.contains("typed") ? InfoField::typed : InfoField::plain;
        return fields.stream().map(line).collect(Collectors.joining());
    }

    private List<InfoField> fields() {
        var fields = new Fields();
        process(fields);
        connections(fields);
        rates(fields);
        notDone(fields);
        state(fields);
        logsAndBytes(fields);
        memory(fields);
        virtualMachine(fields);
        sockets(fields);
        return fields.list;
    }

    private void process(Fields to) {
        long seconds = (System.currentTimeMillis() - proxy.startMillis()) / 1000;
        to.text("Name", "POS", "Weir");
        to.text("Version", "POS", VERSION);
        to.text("Release_date", "POS", RELEASED);
        to.number("Nbthread", "CGS", proxy.loops().size());
        to.number("Nbproc", "CGS", 1);
        to.number("Process_num", "KGP", 1);
        to.number("Pid", "SGP", ProcessHandle.current().pid());
        to.text("Uptime", "MDP", uptime(seconds));
        to.number("Uptime_sec", "MDP", seconds);
        to.number("Memmax_MB", "CLP", Runtime.getRuntime().maxMemory() >> 20);
        to.number("PoolAlloc_MB", "MGP", PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() >> 20);
        to.number("PoolUsed_MB", "MGP", PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() >> 20);
        to.number("PoolFailed", "MCP", 0);
        long descriptors = descriptors();
        to.number("Ulimit-n", "CLP", descriptors);
        to.number("Maxsock", "CLP", descriptors);
    }

    private void connections(Fields to) {
        to.number("Maxconn", "CLP", proxy.connections().max());
        to.number("Hard_maxconn", "CLP", proxy.hardMaxConnections());
        to.number("CurrConns", "MGP", proxy.connections().open());
        to.number("CumConns", "MCP", sum(each -> each.accepted.sum()));
        to.number("CumReq", "MCP", sum(each -> each.requests.sum()));
        to.zeros("MMP", "MaxSslConns");
        to.zeros("MGP", "CurrSslConns");
        to.zeros("MCP", "CumSslConns");
        to.zeros("CLP", "Maxpipes");
        to.zeros("MGP", "PipesUsed", "PipesFree");
    }

    private void rates(Fields to) {
        long now = proxy.nowMillis();
        var counters = proxy.counters();
        to.number("ConnRate", "MRP", counters.connectionRate.perSecond(now));
        to.number("ConnRateLimit", "CLP", counters.connectionLimit.max());
        to.number("MaxConnRate", "MMP", counters.connectionRate.max());
        to.number("SessRate", "MRP", counters.sessionRate.perSecond(now));
        to.number("SessRateLimit", "CLP", counters.sessionLimit.max());
        to.number("MaxSessRate", "MMP", counters.sessionRate.max());
    }

    /** TLS and compression are not there yet. */
    private static void notDone(Fields to) {
        to.zeros("MRP", "SslRate");
        to.zeros("CLP", "SslRateLimit");
        to.zeros("MMP", "MaxSslRate");
        to.zeros("MGP", "SslFrontendKeyRate");
        to.zeros("MMP", "SslFrontendMaxKeyRate");
        to.zeros("MGP", "SslFrontendSessionReuse_pct");
        to.zeros("MRP", "SslBackendKeyRate");
        to.zeros("MMP", "SslBackendMaxKeyRate");
        to.zeros("MCP", "SslCacheLookups", "SslCacheMisses");
        to.zeros("MRP", "CompressBpsIn", "CompressBpsOut");
        to.zeros("CLP", "CompressBpsRateLim");
    }

    private void state(Fields to) {
        int listeners = proxy.frontends().stream()
                .mapToInt(each -> each.config().binds().size())
                .sum();
        to.skipTo(WITHOUT_ZLIB + 2);
        to.number("Tasks", "MGP", proxy.connections().open() + sum(each -> each.requestsInFlight.now()));
        to.number("Run_queue", "MGP", pendingTasks());
        to.number("Idle_pct", "MaP", cpu.idlePercent());
        to.text("node", "COS", proxy.global().node());
        to.text("description", "COS", proxy.global().description());
        to.number("Stopping", "MGP", proxy.stopping() ? 1 : 0);
        to.number("Jobs", "MGP", proxy.connections().open() + listeners);
        to.zeros("MGP", "Unstoppable Jobs");
        to.number("Listeners", "MGP", listeners);
        to.zeros("MGP", "ActivePeers", "ConnectedPeers");
    }

    private void logsAndBytes(Fields to) {
        to.number("DroppedLogs", "MGP", proxy.droppedLogs());
        to.zeros("MGP", "BusyPolling", "FailedResolutions");
        to.long64("TotalBytesOut", "MGP", sum(each -> each.bytesOut.sum()));
        to.long64("TotalSplicdedBytesOut", "MGP", 0);
        to.long64("BytesOutRate", "MRP", 0);
        to.zeros("MGP", "DebugCommandsIssued");
        to.zeros("MCP", "CumRecvLogs");
        to.text("Build info", "POS", VERSION);
    }

    private void memory(Fields to) {
        to.long64("Memmax_bytes", "CLP", Runtime.getRuntime().maxMemory());
        to.long64(
                "PoolAlloc_bytes",
                "MGP",
                PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());
        to.long64("PoolUsed_bytes", "MGP", PooledByteBufAllocator.DEFAULT.pinnedDirectMemory());
        to.number("Start_time_sec", "MDP", proxy.startMillis() / 1000);
        to.text("Tainted", "SGP", "0");
    }

    private static void virtualMachine(Fields to) {
        var heap = ManagementFactory.getMemoryMXBean();
        long collections = 0;
        long millis = 0;
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, collector.getCollectionCount());
            millis += Math.max(0, collector.getCollectionTime());
        }
        to.text("Jvm", "POS", Runtime.version().toString());
        to.long64("Heap_used_bytes", "MGP", heap.getHeapMemoryUsage().getUsed());
        to.long64("Heap_committed_bytes", "MGP", heap.getHeapMemoryUsage().getCommitted());
        to.long64("Heap_max_bytes", "CLP", heap.getHeapMemoryUsage().getMax());
        to.long64("Nonheap_used_bytes", "MGP", heap.getNonHeapMemoryUsage().getUsed());
        to.long64("Gc_count", "MCP", collections);
        to.long64("Gc_time_ms", "MCP", millis);
        to.number("Jvm_threads", "MGP", ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private void sockets(Fields to) {
        long shortages = 0;
        for (var backend : proxy.backends())
            for (int i = 0; i < backend.servers().size(); i++)
                shortages += backend.servers().at(i).shortage().ports();
        to.number("Somaxconn", "CLP", NetUtil.SOMAXCONN);
        to.long64("SourcePortsMissing", "MCP", shortages);
    }

    private long sum(ToLongFunction<FrontendCounters> of) {
        long sum = 0;
        for (var frontend : proxy.frontends()) sum += of.applyAsLong(frontend.counters());
        return sum;
    }

    private long pendingTasks() {
        long tasks = 0;
        for (EventLoop loop : proxy.loops())
            if (loop instanceof SingleThreadEventExecutor executor) tasks += executor.pendingTasks();
        return tasks;
    }

    private static String uptime(long seconds) {
        long minutes = seconds / 60;
        return minutes / 1440 + "d " + minutes / 60 % 24 + "h" + two(minutes % 60) + "m" + two(seconds % 60) + "s";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    private static long descriptors() {
        try (var lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split(" +")[3])
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0; // no such system, or no limit
        }
    }

    /** The list while it grows. Confined to one thread. */
    private static final class Fields {
        private final List<InfoField> list = new ArrayList<>();
        private int position;

        void text(String name, String tags, String value) {
            list.add(new InfoField(position++, name, tags, "str", value));
        }

        void number(String name, String tags, long value) {
            list.add(new InfoField(position++, name, tags, "u32", Long.toString(value)));
        }

        void long64(String name, String tags, long value) {
            list.add(new InfoField(position++, name, tags, "u64", Long.toString(value)));
        }

        void zeros(String tags, String... names) {
            for (String name : names) number(name, tags, 0);
        }

        void skipTo(int next) {
            position = next;
        }
    }
}
