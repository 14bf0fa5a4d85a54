package io.weir.engine;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.weir.engine.accept.Listeners;
import io.weir.engine.accept.Worker;
import io.weir.engine.account.ConnectionGate;
import io.weir.engine.account.LogTargets;
import io.weir.engine.account.ProcessCounters;
import io.weir.engine.account.Session;
import io.weir.engine.admin.AdminSocket;
import io.weir.engine.exchange.Exchange;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.LiveInputs;
import io.weir.engine.exchange.LoopContext;
import io.weir.engine.exchange.Routes;
import io.weir.engine.exchange.SoftStop;
import io.weir.engine.http1.HeadLimits;
import io.weir.engine.loop.Loop;
import io.weir.engine.loop.LoopNumber;
import io.weir.engine.loop.Transport;
import io.weir.engine.peers.Peers;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.Pools;
import io.weir.rules.Inputs;
import io.weir.rules.Scripts;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.GlobalConfig;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A running proxy: the engine's front door. It is started from a checked configuration, takes new rules and new
 * configurations while it runs, and is stopped softly or at once. Any thread, but no event loop's.
 */
public final class Proxy implements AutoCloseable {
    private final Transport transport;
    private final ProxyOptions options;
    private final ConnectionGate process;
    private final ProcessCounters counters;
    private final LogTargets logs;
    private final LiveInputs inputs;
    private final EventLoopGroup workerLoops;
    private final EventLoopGroup acceptLoops;
    private final EventLoop acceptLoop;
    private final List<Worker> workers = new ArrayList<>();
    private final Pools pools;
    private final Listeners listeners;
    private final Sockets sockets;
    private final FullConn fullConn;
    private final List<AdminSocket> adminSockets = new ArrayList<>();
    private volatile @org.jspecify.annotations.Nullable Peers peers;
    private volatile Routes routes;
    private volatile Configuration configuration;
    private @Nullable LoopWatch loopWatch;
    private final SoftStop stop = new SoftStop();

    private Proxy(Configuration configuration, Scripts scripts, Transport transport, ProxyOptions options)
            throws StartException {
        GlobalConfig global = configuration.global();
        this.configuration = configuration;
        this.transport = transport;
        this.options = options;
        this.process = new ConnectionGate(Descriptors.connectionLimit(configuration));
        this.pools = new Pools(process, Descriptors.reserved(configuration), global.pools());
        this.counters = new ProcessCounters(process, global.rates());
        this.logs = new LogTargets(global.logHeader());
        this.routes = RouteTable.build(configuration, process, logs);
        this.fullConn = new FullConn(process.max());
        fullConn.tell(configuration, routes);
        this.inputs = new LiveInputs(
                () -> routes, process, stop::isOn, configuration.global().variableLimits());
        global.variables().forEach((name, initial) -> inputs.variable(name, initial.value()));
        int threads =
                global.threads() > 0 ? global.threads() : Runtime.getRuntime().availableProcessors();
        this.workerLoops = transport.workerLoops(threads);
        this.acceptLoops = transport.acceptLoop();
        this.acceptLoop = acceptLoops.next();
        List<Future<Worker>> opening = new ArrayList<>(); // each opens its scripts on its own loop, all at once
        for (int i = 0; i < threads; i++) opening.add(worker(i, workerLoops.next(), scripts));
        for (Future<Worker> each : opening) workers.add(Waiting.on(each));
        this.listeners = new Listeners(acceptLoop, counters, workers);
        this.sockets = new Sockets(transport, acceptLoop);
    }

    /**
     * Opens every listener and starts to serve.
     *
     * @throws StartException with every reason, after everything opened is closed again
     */
    public static Proxy start(Configuration configuration, Scripts scripts, ProxyOptions options)
            throws StartException {
        var transport = transport(configuration.global());
        var unmet = SocketDemands.unmet(configuration, transport);
        if (!unmet.isEmpty()) throw new StartException(unmet);
        var proxy = new Proxy(configuration, scripts, transport, options);
        try {
            proxy.open();
        } catch (StartException e) {
            proxy.close();
            throw e;
        }
        return proxy;
    }

    private static Transport transport(GlobalConfig global) throws StartException {
        Transport wanted = switch (global.process().poller()) {
            case AUTO -> Transport.best();
            case EPOLL -> Transport.EPOLL;
            case IO_URING -> Transport.IO_URING;
            case NIO -> Transport.NIO;
        };
        if (wanted.isAvailable()) return wanted;
        throw new StartException(List.of("'tune.poller " + wanted.name().toLowerCase(Locale.ROOT)
                + "' is not available on this system (use 'auto')"));
    }

    /** Live counters. */
    public Inputs inputs() {
        return inputs;
    }

    /** Where a frontend listens, in the order of its {@code bind} lines. */
    public List<SocketAddress> addresses(String frontend) {
        return sockets.addresses(frontend);
    }

    /** The rules of requests that begin from now on; returns when every loop runs them. */
    public synchronized void replace(Scripts scripts) {
        onEveryLoop(worker -> worker.context().replace(scripts));
    }

    /**
     * Requests that begin from now on see this configuration.
     *
     * @return why not, one line each; empty when it was done. Nothing is changed unless it can be changed wholly.
     */
    public synchronized List<String> replace(Configuration next, Scripts scripts) {
        Routes before = routes;
        var unmet = SocketDemands.unmet(next, transport);
        if (!unmet.isEmpty()) return unmet;
        var reload = new Reload(configuration, next, before);
        if (!reload.refusals().isEmpty()) return reload.refusals();
        Routes after = reload.apply();
        reload.setVariables(inputs);
        fullConn.tell(next, after);
        routes = after.with(before); // what a script of the older version asks for is there until none begins any more
        configuration = next;
        counters.limits(next.global().rates());
        pools.tuning(next.global().pools());
        replace(scripts);
        routes = after;
        for (Server server : reload.retired()) server.retire();
        onEveryLoop(Worker::closeRetired);
        return List.of();
    }

    /** Accepts nothing more, closes idle clients within {@code close-spread-time}, lets requests end. */
    public void softStop() {
        Waiting.on(acceptLoop.submit(listeners::close));
        stop.begin(configuration.global().stopping().closeSpread().toNanos());
        onEveryLoop(worker -> worker.clients().closeIdle());
        closePeers();
    }

    /** Accepts nobody for a while; who comes waits in the kernel's queue. */
    public void pause() {
        Waiting.on(acceptLoop.submit(listeners::pauseAll));
    }

    /** Accepts again what {@link #pause()} has held back. */
    public void resume() {
        Waiting.on(acceptLoop.submit(listeners::endPause));
    }

    /** Client connections that are open. */
    public int clientConnections() {
        return process.open();
    }

    /** Waits for the last client connection to end; false when the time is over first. */
    public boolean awaitStopped(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (process.open() > 0) {
            if (System.nanoTime() - deadline > 0) return false;
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        return true;
    }

    /** Ends at once: every connection is closed. */
    @Override
    public void close() {
        if (loopWatch != null) loopWatch.close();
        stop.begin(0);
        Waiting.on(acceptLoop.submit(listeners::close));
        sockets.close();
        for (AdminSocket socket : adminSockets) socket.close();
        onEveryLoop(worker -> worker.clients().closeAll());
        onEveryLoop(Worker::close); // what closing set off has run by now
        acceptLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        workerLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1500);
        logs.close();
        closePeers();
    }

    private void closePeers() {
        Peers running = peers;
        if (running != null) running.close();
    }

    // ---- what the runtime API sees

    Configuration configuration() {
        return configuration;
    }

    Routes routes() {
        return routes;
    }

    ProcessCounters counters() {
        return counters;
    }

    Pools pools() {
        return pools;
    }

    LogTargets logs() {
        return logs;
    }

    /** Null before it listens. */
    @org.jspecify.annotations.Nullable Peers peers() {
        return peers;
    }

    boolean isStopping() {
        return stop.isOn();
    }

    List<EventLoop> loops() {
        return workers.stream()
                .map(worker -> worker.context().loop().eventLoop())
                .toList();
    }

    /**
     * Ends what is at that server, but not who gets a slot that becomes free by it; returns how many exchanges that were.
     */
    int shutdownSessions(Server server) {
        Map<Worker, List<Exchange>> there = new ConcurrentHashMap<>();
        onEveryLoop(worker -> there.put(worker, worker.clients().at(server)));
        var ended = new AtomicInteger();
        onEveryLoop(worker -> {
            for (Exchange each : there.getOrDefault(worker, List.of()))
                if (each.shutdown() != Session.Holds.NOTHING) ended.incrementAndGet();
        });
        return ended.get();
    }

    /** What is at work, the oldest first. */
    List<Session> sessions() {
        var found = new ConcurrentLinkedQueue<Session>();
        onEveryLoop(worker -> found.addAll(worker.clients().sessions()));
        return found.stream()
                .sorted(Comparator.comparingLong(Session::ageMillis).reversed())
                .toList();
    }

    /** Ends the exchange of that id; whether there was one. */
    boolean shutdownSession(long id) {
        var done = new AtomicBoolean();
        onEveryLoop(worker -> {
            var found = worker.clients().withId(id);
            if (found == null) return;
            found.shutdown();
            done.set(true);
        });
        return done.get();
    }

    boolean hold(Frontend frontend) {
        return Waiting.on(acceptLoop.submit(() -> listeners.hold(frontend)));
    }

    boolean release(Frontend frontend) {
        return Waiting.on(acceptLoop.submit(() -> listeners.release(frontend)));
    }

    ProxyOptions options() {
        return options;
    }

    List<Worker> workers() {
        return workers;
    }

    private void open() throws StartException {
        var reasons = new ArrayList<String>();
        for (var frontend : configuration.frontends())
            for (var bind : frontend.binds()) sockets.bind(frontend, bind, process.max(), reasons);
        var view = new AdminView(this);
        for (var socket : configuration.global().statsSockets()) {
            try {
                adminSockets.add(AdminSocket.open(socket, view, acceptLoops, transport));
            } catch (IOException e) {
                reasons.add(socket.place() + ": " + e.getMessage());
            }
        }
        Peers opened = Peers.open(configuration, routes.tables().values(), transport, reasons);
        peers = opened;
        if (!reasons.isEmpty()) throw new StartException(reasons);
        opened.start();
        Waiting.on(acceptLoop.submit(() -> sockets.startAccepting(listeners, routes)));
        loopWatch = LoopWatch.over(workers);
    }

    private Future<Worker> worker(int number, EventLoop eventLoop, Scripts scripts) {
        GlobalConfig global = configuration.global();
        var limits = new HeadLimits(
                global.bufferBytes() - global.maxRewriteBytes(), global.maxHeaders() - 1, global.maxRewriteBytes());
        var shared = new LoopContext.Shared(() -> routes, inputs, process, stop, pools);
        return eventLoop.submit(() -> {
            LoopNumber.is(number);
            var loop = new Loop(eventLoop, transport, PooledByteBufAllocator.DEFAULT, global.bufferBytes());
            return new Worker(new LoopContext(loop, limits, shared, scripts));
        });
    }

    private void onEveryLoop(java.util.function.Consumer<Worker> task) {
        var running = new ArrayList<Future<?>>();
        for (Worker worker : workers)
            running.add(worker.context().loop().eventLoop().submit(() -> task.accept(worker)));
        for (var each : running) Waiting.on(each);
    }
}
