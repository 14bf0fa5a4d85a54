package io.weir.engine.exchange;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.account.Session;
import io.weir.engine.account.Termination;
import io.weir.engine.loop.Timer;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.ProxyHooks;
import io.weir.rules.StreamSettings;
import io.weir.rules.Transaction;
import io.weir.rules.config.TcpRules;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets done by a server, from its first rule to its account: a request of HTTP, or a whole connection of
 * TCP. {@link Dispatch} finds a server for it; it ends exactly once. Loop-confined.
 */
public abstract sealed class Exchange permits HttpExchange, TcpExchange {
    private final LoopContext context;
    private final Frontend frontend;
    private final Frontend.Settings settings;
    private final ClientSide client;
    private final Transaction txn;
    private final ExchangeRecord record;
    private final Version version;
    private final ProxyHooks frontendHooks;
    private Stage stage = Stage.RULES;
    private ProxyHooks backendHooks = ProxyHooks.NONE;
    private Backend.@Nullable Settings backend;
    private @Nullable Dispatch dispatch;
    private @Nullable Tunnel tunnel;
    private @Nullable Server server;
    private boolean clientHasFinished;

    Exchange(LoopContext context, Frontend frontend, ClientSide client, Transaction txn, ExchangeRecord record) {
        this.context = context;
        this.frontend = frontend;
        this.client = client;
        this.txn = txn;
        this.record = record;
        this.version = context.version().enter();
        this.settings = version.of(frontend);
        this.frontendHooks = version.hooks().ofFrontend(frontend.name());
        record.of(txn);
        frontend.counters().requestsInFlight.enter();
    }

    // ---- its way, in order

    final void enterBackend(Backend.Settings chosen) {
        backend = chosen;
        backendHooks = version.hooks().ofBackend(chosen.name());
        txn.backendChosen(chosen.name());
        record.backend = chosen.name();
        Account.enter(chosen);
    }

    /** The rules have let it pass: it is to find a server. */
    void dispatch(Backend.Settings chosen) {
        stage = Stage.DISPATCH;
        var started = new Dispatch(this, context, chosen);
        dispatch = started;
        started.start();
    }

    final void serverAssigned(Server server) {
        this.server = server;
        var name = server.isDirect() ? null : server.name();
        record.server = name;
        record.slotNanos = System.nanoTime();
        txn.serverChosen(name);
    }

    /** It looks for another server. */
    final void serverReleased() {
        server = null;
        record.server = null;
        txn.serverChosen(null);
    }

    final void serverReady() {
        stage = Stage.RELAY;
        begin(requireNonNull(connection()));
    }

    /** The server is there. */
    abstract void begin(ServerConnection connection);

    /** What follows are bytes that pass as they come. */
    final void tunnelOpened() {
        stage = Stage.TUNNEL;
        var opened = new Tunnel(this, context, client, requireNonNull(connection()));
        tunnel = opened;
        client.becomeTunnel();
        if (stage == Stage.TUNNEL)
            opened.start(requireNonNull(backend).timeouts().with(txn.stream()), settings.timeouts());
    }

    /**
     * The tunnel is over.
     *
     * @param lingerNanos how long the server may take for what is still on its way to it, after a normal end
     */
    final void tunnelEnded(Termination termination, long lingerNanos) {
        Account.tunnelEnded(this, termination);
        if (termination == Termination.NORMAL) requireNonNull(dispatch).finishedTunnel(lingerNanos);
        breakOff(termination);
    }

    // ---- bad ends

    /** An expected failure. */
    public abstract void failed(Failure failure);

    /** Ends it without another byte. */
    final void breakOff(Termination termination) {
        if (stage == Stage.ENDED) return;
        stopServer();
        brokenOff();
        end(termination, false);
    }

    /** The client gets no more bytes. */
    abstract void brokenOff();

    final void stopServer() {
        var running = dispatch;
        if (running != null) running.stop();
    }

    /** Ends it from whatever state, as an operator wants; says what it has given back. */
    public final Session.Holds shutdown() {
        if (stage == Stage.ENDED) return Session.Holds.NOTHING;
        var running = dispatch;
        var freed = running == null ? Session.Holds.NOTHING : running.holds();
        shutDown(stage.whenShutDown(running != null && running.isQueued(), isAnswered()));
        return freed;
    }

    /** It ends now, by that. */
    abstract void shutDown(Termination termination);

    /** Whether nothing is left that could wake it up: neither a timer nor anything expected of the server. */
    public final boolean isForgotten() {
        return switch (stage) {
            case RULES, TARPIT -> !isTimed();
            case DISPATCH -> dispatch == null || !dispatch.isExpecting();
            case RELAY, TUNNEL ->
                connection() == null || !requireNonNull(connection()).isExpecting() && !isTimed();
            case REPLIED, ENDED -> true;
        };
    }

    private boolean isTimed() {
        return remainingMillis(System.nanoTime()) >= 0;
    }

    /** Of the timers of its own, as {@link Timer#remainingMillis}. */
    final long remainingMillis(long nowNanos) {
        long own = ownMillis(nowNanos);
        return tunnel == null ? own : Timer.sooner(own, tunnel.remainingMillis(nowNanos));
    }

    /** Of the timers that are not a tunnel's. */
    abstract long ownMillis(long nowNanos);

    /** Which one of all it is, for operators; 0 or more. */
    public final long id() {
        return record.requestNumber();
    }

    // ---- what the client does

    /** Takes those bytes that belong to it. */
    public final void clientBytes(ByteBuf in) {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).clientBytes(in);
        else if (stage != Stage.ENDED) receive(in);
    }

    abstract void receive(ByteBuf in);

    /** The client has ended its direction. */
    public final void clientFinished() {
        clientHasFinished = true;
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).clientFinished();
        else if (stage != Stage.ENDED) finished();
    }

    /** The client will send no more, and there is no tunnel. */
    abstract void finished();

    final boolean clientHasFinished() {
        return clientHasFinished;
    }

    /** Whether no further server is to be asked for a client that has ended its direction. */
    abstract boolean isGivenUp();

    /** Whether a client that ends its direction takes back what it asked for. */
    final boolean abortsOnClose() {
        var at = backend;
        return at != null && at.config().abortOnClose();
    }

    /** The client is gone. */
    public final void clientLost() {
        clientHasFinished = true;
        bodyMoved();
        if (stage != Stage.ENDED) clientLeft();
    }

    final void clientLeft() {
        var running = dispatch;
        boolean queued = running != null && running.isQueued();
        var termination = stage.whenClientLeaves(queued, isWhole(), isAnswered());
        if (termination == Termination.CH) record.status = 400;
        Account.clientLeft(this);
        breakOff(termination);
    }

    /** Whether all that the client was to send has come. */
    abstract boolean isWhole();

    /** Whether the client has got a first byte. */
    abstract boolean isAnswered();

    /** More of what rules wait for is there, or will never be. */
    abstract void bodyMoved();

    /** The client neither sent nor took what it should within its timeout. */
    public abstract void clientTimedOut();

    public void clientWritable(boolean writable) {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).clientWritable(writable);
    }

    // ---- what the server does

    void serverBytes(ByteBuf in) {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).serverBytes(in);
    }

    final void serverBytesEnd() {
        client.flush();
    }

    void serverFinished() {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).serverFinished();
    }

    void serverLost() {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).serverLost();
    }

    void serverTimedOut() {
        breakOff(Termination.SERVER_DATA_TIMEOUT);
    }

    void serverWritable(boolean writable) {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).serverWritable(writable);
    }

    // ---- the end

    /** @param reusable whether the client's connection may carry another exchange */
    final void end(Termination termination, boolean reusable) {
        stage = Stage.ENDED;
        stopWaiting();
        if (tunnel != null) tunnel.stop();
        record.termination = termination;
        record.endNanos = System.nanoTime();
        release();
        Account.end(this, context); // first, so that a client never has its answer while its request still counts
        version.leave();
        client.flush();
        client.exchangeEnded(reusable);
    }

    /** No timer is left. */
    abstract void stopWaiting();

    /** Gives back what it holds. */
    abstract void release();

    /** It was never one: it goes on as another, without an account of its own. */
    final void vanish() {
        stage = Stage.ENDED;
        stopWaiting();
        frontend.counters().requestsInFlight.leave();
        version.leave();
    }

    /** Lines about the server's bytes; those of a {@code listen} stand in its client side. */
    final TcpRules answerRules() {
        var at = backend;
        var own = at == null ? TcpRules.NONE : at.config().rules().tcp();
        return own.response().isEmpty() ? settings.config().rules().tcp() : own;
    }

    // ---- what its parts ask for

    /** Whether it is counted as a request and its response. */
    abstract boolean isHttp();

    final LoopContext context() {
        return context;
    }

    final Stage stage() {
        return stage;
    }

    final void stage(Stage next) {
        stage = next;
    }

    final Transaction txn() {
        return txn;
    }

    final ExchangeRecord record() {
        return record;
    }

    final Frontend frontend() {
        return frontend;
    }

    final Frontend.Settings settings() {
        return settings;
    }

    final Backend.@Nullable Settings backend() {
        return backend;
    }

    final ProxyHooks frontendHooks() {
        return frontendHooks;
    }

    final ProxyHooks backendHooks() {
        return backendHooks;
    }

    final @Nullable Dispatch dispatch() {
        return dispatch;
    }

    /** The one to the server, or null. */
    public final @Nullable ServerConnection connection() {
        var running = dispatch;
        return running == null ? null : running.connection();
    }

    final long serverNanos() {
        var at = backend;
        long configured = at == null ? 0 : at.timeouts().server();
        return txn.stream().nanos(StreamSettings.Timeout.SERVER, configured);
    }

    /** The server that it went to last. */
    public final @Nullable Server server() {
        return server;
    }

    final ClientSide client() {
        return client;
    }

    final boolean isFirstOfClient() {
        return client.view().requests() <= 1;
    }
}
