package io.weir.engine.exchange;

import io.weir.engine.account.ConnectionGate;
import io.weir.engine.balance.ServerSet;
import io.weir.engine.loop.LoopNumber;
import io.weir.engine.server.Server;
import io.weir.rules.Counter;
import io.weir.rules.Inputs;
import io.weir.rules.UnknownInputException;
import io.weir.rules.VariableSizes;
import io.weir.rules.Variables;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.VariableLimits;
import io.weir.rules.table.StickTable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The counters of the running proxy as rules read them, with the meanings of HAProxy's manual, section 7.3.2. Any
 * thread.
 */
public final class LiveInputs implements Inputs {
    private final Supplier<Routes> routes;
    private final ConnectionGate process;
    private final BooleanSupplier stopping;
    private final Variables variables = Variables.ofProcess();
    private final @Nullable VariableSizes sizes;
    private final long startMillis = System.currentTimeMillis();

    public LiveInputs(
            Supplier<Routes> routes, ConnectionGate process, BooleanSupplier stopping, VariableLimits limits) {
        this.routes = routes;
        this.process = process;
        this.stopping = stopping;
        this.sizes = VariableSizes.of(limits);
    }

    @Override
    public long counter(Counter counter, String proxy, String server) {
        return switch (counter.of()) {
            case PROCESS -> ofProcess(counter);
            case FRONTEND -> {
                Frontend frontend = routes.get().frontend(proxy);
                if (frontend == null) throw unknown(counter, proxy);
                yield ofFrontend(counter, frontend);
            }
            case BACKEND -> {
                Backend backend = routes.get().backend(proxy);
                if (backend == null) throw unknown(counter, proxy);
                yield ofBackend(counter, backend);
            }
            case SERVER -> {
                Backend backend = routes.get().backend(proxy);
                Server found = backend == null ? null : backend.servers().named(server);
                if (found == null) throw unknown(counter, proxy + "/" + server);
                yield ofServer(counter, found);
            }
        };
    }

    @Override
    public StickTable table(String name) {
        StickTable table = routes.get().table(name);
        if (table == null) throw new UnknownInputException("table " + name);
        return table;
    }

    @Override
    public @Nullable FrontendConfig frontend(String name) {
        Frontend frontend = routes.get().frontend(name);
        return frontend == null ? null : frontend.config();
    }

    @Override
    public @Nullable BackendConfig backend(String name) {
        Backend backend = routes.get().backend(name);
        return backend == null ? null : backend.config();
    }

    @Override
    public int thread() {
        return LoopNumber.present();
    }

    @Override
    public @Nullable Object variable(String name) {
        return variables.get(name);
    }

    @Override
    public boolean variable(String name, @Nullable Object value) {
        if (sizes != null) return sizes.putOfProcess(variables, name, value);
        variables.put(name, value);
        return true;
    }

    @Override
    public @Nullable VariableSizes variableSizes() {
        return sizes;
    }

    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long random(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }

    private long ofProcess(Counter counter) {
        return switch (counter) {
            case ACT_CONN, DST_CONN -> process.open();
            case STOPPING -> stopping.getAsBoolean() ? 1 : 0;
            case UPTIME -> (nowMillis() - startMillis) / 1000;
            default -> throw unknown(counter, "");
        };
    }

    private static long ofFrontend(Counter counter, Frontend frontend) {
        var counters = frontend.counters();
        return switch (counter) {
            case FE_CONN -> counters.connections.open();
            case FE_REQ_CUR -> counters.requestsInFlight.now();
            case FE_SESS_RATE -> counters.sessionRate.perSecond(System.currentTimeMillis());
            case FE_REQ_RATE -> counters.requestRate.perSecond(System.currentTimeMillis());
            default -> throw unknown(counter, frontend.name());
        };
    }

    private static long ofBackend(Counter counter, Backend backend) {
        var counters = backend.counters();
        return switch (counter) {
            case BE_CONN -> counters.sessions.now();
            case BE_CONN_FREE -> connectionsFree(backend);
            case BE_SESS_RATE -> counters.sessionRate.perSecond(System.currentTimeMillis());
            case CONNSLOTS -> slots(backend.servers());
            case QUEUE -> queued(backend);
            case AVG_QUEUE -> averageQueue(backend);
            case NBSRV -> usableCount(backend.servers());
            case QUEUE_WAIT_MS -> counters.queueWait.millis();
            default -> throw unknown(counter, backend.name());
        };
    }

    private static long ofServer(Counter counter, Server server) {
        return switch (counter) {
            case SRV_CONN -> server.counters().sessions.now();
            case SRV_CONN_FREE -> server.slots().max() == 0 ? -1 : free(server);
            case SRV_QUEUE -> server.counters().queued.now();
            case SRV_IS_UP -> server.usable() ? 1 : 0;
            case SRV_WEIGHT, SRV_UWEIGHT -> server.weight();
            case SRV_IWEIGHT -> server.config().weight();
            case SRV_SESS_RATE -> server.counters().sessionRate.perSecond(System.currentTimeMillis());
            default -> throw unknown(counter, server.name());
        };
    }

    /** Never more than what the backend has for all its servers, where it has a limit. */
    private static long connectionsFree(Backend backend) {
        long atServers = connectionsFree(backend.servers());
        var together = backend.load().slots();
        if (!together.isLimited()) return atServers;
        return atServers < 0 ? together.free() : Math.min(atServers, together.free());
    }

    /** -1 as soon as one server that may serve has no limit; backups count only when no other server is usable. */
    private static long connectionsFree(ServerSet servers) {
        long sum = 0;
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.at(i);
            if (!servers.serves(server)) continue;
            if (server.slots().max() == 0) return -1;
            sum += free(server);
        }
        return sum;
    }

    /** -1 as soon as one server that is not stopped lacks a limit on its slots or on its queue. */
    private static long slots(ServerSet servers) {
        long sum = 0;
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.at(i);
            if (!server.usable()) continue;
            int maxQueue = server.config().maxQueue();
            if (server.slots().max() == 0 || maxQueue == 0) return -1;
            sum += Math.max(0, server.slots().max() - server.slots().taken())
                    + Math.max(0, maxQueue - server.counters().queued.now());
        }
        return sum;
    }

    private static long queued(Backend backend) {
        long sum = backend.counters().queued.now();
        ServerSet servers = backend.servers();
        for (int i = 0; i < servers.size(); i++)
            sum += servers.at(i).counters().queued.now();
        return sum;
    }

    private static long averageQueue(Backend backend) {
        long queued = queued(backend);
        long usable = usableCount(backend.servers());
        return usable == 0 ? queued * 2 : (queued + usable - 1) / usable;
    }

    private static long usableCount(ServerSet servers) {
        return servers.servingCount();
    }

    private static long free(Server server) {
        return Math.max(0, server.slots().limit() - server.slots().taken());
    }

    private static UnknownInputException unknown(Counter counter, String of) {
        return new UnknownInputException(of.isEmpty() ? counter.fetchName() : counter.fetchName() + "(" + of + ")");
    }
}
