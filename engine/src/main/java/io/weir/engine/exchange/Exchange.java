package io.weir.engine.exchange;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.account.Termination;
import io.weir.engine.http1.BodyFraming;
import io.weir.engine.http1.Http1Session;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.engine.loop.Timer;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.ErrorCause;
import io.weir.rules.ErrorEvent;
import io.weir.rules.Hook;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Reply;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.config.ConnectionMode;
import io.weir.rules.config.HttpReuse;
import org.jspecify.annotations.Nullable;

/**
 * One request from its head to its account. It runs the rules, lets {@link Dispatch} find a server, {@link Upload} and
 * {@link Download} move the bodies, and ends exactly once. Loop-confined.
 */
public final class Exchange {
    private enum Stage {
        RULES,
        TARPIT,
        DISPATCH,
        RELAY,
        TUNNEL,
        REPLIED,
        ENDED
    }

    private final LoopContext context;
    private final Frontend frontend;
    private final Frontend.Settings settings;
    private final ClientSide client;
    private final Workspace space;
    private final Transaction txn;
    private final ExchangeRecord record;
    private final HookVersion hooks;
    private final ProxyHooks frontendHooks;
    private final Upload upload;
    private final Download download;
    private Stage stage = Stage.RULES;
    private ProxyHooks backendHooks = ProxyHooks.NONE;
    private @Nullable Backend backend;
    private @Nullable Dispatch dispatch;
    private @Nullable Tunnel tunnel;
    private @Nullable Tarpit tarpit;

    /** @param record begun with the first byte of the request */
    public Exchange(LoopContext context, Frontend frontend, ClientSide client, Workspace space, ExchangeRecord record) {
        this.context = context;
        this.frontend = frontend;
        this.settings = frontend.settings();
        this.client = client;
        this.space = space;
        this.record = record;
        this.hooks = context.hooks().enter();
        this.frontendHooks = hooks.hooks().ofFrontend(frontend.name());
        this.txn = new Transaction(space.request, space.response, client.view(), context.inputs(), frontend.name());
        this.upload = new Upload(this, context, client, space);
        this.download = new Download(this, context, client, space);
        record.frontend = frontend.name();
        frontend.counters().requestsInFlight.enter();
    }

    // ---- the way of a request, in its order

    /** The head is complete and legal. */
    public void begin() {
        record.requestNanos = System.nanoTime();
        var facts = space.requestReader.facts();
        if (settings.log().isOn()) upload.noteRequestLine(record);
        frontend.counters().requests.increment();
        frontend.counters().requestRate.add(System.currentTimeMillis());
        Http1Session session = client.session();
        session.requestHead();
        if (!facts.persistent() || settings.config().http().connectionMode() == ConnectionMode.CLOSE)
            session.lastRequest();
        space.requestBody.start(BodyFraming.ofRequest(facts), facts.contentLength());
        if (space.requestBody.done()) session.requestEnd();
        var lines = settings.config().rules().httpRequest();
        if (decided(RequestRules.request(frontendHooks, lines, txn))) return;
        Backend chosen = chooseBackend();
        if (chosen == null) {
            failed(Failure.NO_SERVER);
            return;
        }
        enterBackend(chosen);
        var rules = chosen.settings().config().rules();
        if (decided(RequestRules.request(backendHooks, rules.httpRequest(), txn))) return;
        ForwardedFor.add(settings.config().http().forwardFor(), txn);
        ForwardedFor.add(chosen.settings().config().http().forwardFor(), txn);
        stage = Stage.DISPATCH;
        var started = new Dispatch(this, context, chosen);
        dispatch = started;
        started.start();
    }

    private @Nullable Backend chooseBackend() {
        var routes = context.routes();
        var lines = settings.config().useBackends();
        var unknownNames = frontend.counters().unknownBackends;
        Backend chosen = RequestRules.useBackend(frontendHooks, lines, txn, routes, unknownNames);
        if (chosen != null) return chosen;
        String otherwise = settings.config().defaultBackend();
        return otherwise == null ? null : routes.backend(otherwise);
    }

    private void enterBackend(Backend chosen) {
        backend = chosen;
        backendHooks = hooks.hooks().ofBackend(chosen.name());
        txn.backendChosen(chosen.name());
        record.backend = chosen.name();
        var counters = chosen.counters();
        counters.sessions.enter();
        counters.totalSessions.increment();
        counters.sessionRate.add(System.currentTimeMillis());
    }

    void serverAssigned(Server server) {
        record.server = server.name();
        record.slotNanos = System.nanoTime();
        txn.serverChosen(server.name());
    }

    /** The request looks for another server. */
    void serverReleased() {
        record.server = null;
        txn.serverChosen(null);
    }

    void serverReady() {
        stage = Stage.RELAY;
        upload.sendHead(requireNonNull(connection()));
    }

    /** The response's head has been written; what follows are its body's bytes, or a tunnel's. */
    void tunnelOpened() {
        stage = Stage.TUNNEL;
        var opened = new Tunnel(this, context, client, requireNonNull(connection()));
        tunnel = opened;
        client.becomeTunnel();
        opened.start(requireNonNull(backend).settings().timeouts(), settings.timeouts());
    }

    /**
     * The whole response has been passed on.
     *
     * @param reusable whether the server's connection can be kept
     */
    void responseEnded(boolean reusable) {
        var ended = dispatch;
        if (ended != null) ended.finished(reusable);
        end(record.termination, client.session().responseEnd());
    }

    // ---- what rules decide

    /** Carries out a verdict; false when it is to go on. */
    private boolean decided(Verdict verdict) {
        switch (verdict) {
            case Verdict.Continue _, Verdict.Allow _, Verdict.UseBackend _ -> {
                return false;
            }
            case Verdict.Return answer -> reply(answer.reply(), Termination.LR);
            case Verdict.DenyWith refusal -> {
                countDenied();
                reply(refusal.reply(), Termination.PR);
            }
            case Verdict.Deny refusal -> {
                countDenied();
                reply(page(refusal.status(), ErrorCause.DENIED, Termination.PR), Termination.PR);
            }
            case Verdict.Tarpit refusal -> holdInTarpit(refusal.status());
            case Verdict.Reject _ -> {
                countDenied();
                breakOff(Termination.PR);
            }
            case Verdict.Failed _ -> failed(Failure.RULE_ERROR);
        }
        return true;
    }

    private void countDenied() {
        frontend.counters().deniedRequests.increment();
        var at = backend;
        if (at != null) at.counters().deniedRequests.increment();
    }

    private void holdInTarpit(int status) {
        countDenied();
        stage = Stage.TARPIT;
        var held = new Tarpit(status);
        tarpit = held;
        long nanos = backend == null
                ? settings.timeouts().tarpit()
                : backend.settings().timeouts().tarpit();
        context.loop().timers().arm(held, nanos);
    }

    // ---- bad ends

    /** An expected failure: the client gets its page when nothing was sent yet, else the connection breaks off. */
    public void failed(Failure failure) {
        if (stage == Stage.ENDED) return;
        if (client.session().response() != Side.IDLE) {
            breakOff(failure.termination());
            return;
        }
        reply(page(failure.status(), failure.cause(), failure.termination()), failure.termination());
    }

    /**
     * The client was gone before its request was whole.
     *
     * @param status for the log: 0 without any byte, else 400
     */
    public void incomplete(int status) {
        record.status = status;
        if (status > 0) {
            frontend.counters().requests.increment();
            frontend.counters().badRequests.increment();
        }
        end(Termination.CR, client.session().responseClosed());
    }

    /** Ends it without another byte. */
    void breakOff(Termination termination) {
        if (stage == Stage.ENDED) return;
        stopServer();
        end(termination, client.session().responseClosed());
    }

    /** The page for a failure: a hook's, an error file's or the built-in one. */
    private Reply page(int status, ErrorCause cause, Termination termination) {
        var event = new ErrorEvent(status, cause, termination.code());
        var at = backend;
        Reply page = Replies.ofHook(backendHooks, txn, event);
        if (page == null) page = Replies.ofHook(frontendHooks, txn, event);
        if (page != null) return page;
        var files = at == null ? null : at.settings().config().errorFiles();
        return Replies.ofConfiguration(files, settings.config().errorFiles(), status);
    }

    /** Sends a response of Weir's own and ends. */
    void reply(Reply reply, Termination termination) {
        stopServer();
        stage = Stage.REPLIED;
        download.reply(reply);
        end(termination, client.session().responseEnd());
    }

    private void stopServer() {
        var running = dispatch;
        if (running != null) running.stop();
    }

    // ---- what the client does

    /** Bytes behind the head; takes those that belong to this exchange. */
    public void clientBytes(ByteBuf in) {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).clientBytes(in);
        else if (stage != Stage.ENDED) upload.receive(in);
    }

    /** The client has ended its direction; it may still wait for the response. */
    public void clientFinished() {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).clientFinished();
        else if (stage != Stage.ENDED && client.session().request() == Side.OPEN) clientLeft();
    }

    /** The client is gone. */
    public void clientLost() {
        if (stage != Stage.ENDED) clientLeft();
    }

    private void clientLeft() {
        var running = dispatch;
        Termination termination = switch (stage) {
            case RULES -> Termination.CR;
            case TARPIT -> Termination.CT;
            case DISPATCH -> running != null && running.isQueued() ? Termination.CQ : Termination.CC;
            case RELAY -> client.session().response() == Side.IDLE ? Termination.CH : Termination.CD;
            case TUNNEL, REPLIED, ENDED -> Termination.CD;
        };
        if (stage == Stage.RELAY && client.session().response() == Side.IDLE) record.status = 400;
        var at = backend;
        if (at != null) at.counters().clientAborts.increment();
        breakOff(termination);
    }

    /** The client neither sent nor took what it should within its timeout. */
    public void clientTimedOut() {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).timedOut();
        else if (client.session().response() == Side.IDLE) failed(Failure.BODY_TIMEOUT);
        else breakOff(Termination.CLIENT_DATA_TIMEOUT);
    }

    public void clientWritable(boolean writable) {
        var from = connection();
        if (from == null) return;
        if (stage == Stage.TUNNEL) {
            requireNonNull(tunnel).clientWritable(writable);
        } else if (writable) {
            client.expectNothing();
            from.resumeReading();
            from.expectProgress(serverNanos());
        } else {
            client.expectProgress();
            from.pauseReading();
            from.expectNothing();
        }
    }

    // ---- what the server does

    void serverBytes(ByteBuf in) {
        if (stage == Stage.RELAY) download.receive(in);
        else if (stage == Stage.TUNNEL) requireNonNull(tunnel).serverBytes(in);
    }

    void serverBytesEnd() {
        client.flush();
    }

    void serverFinished() {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).serverFinished();
        else if (stage == Stage.RELAY) download.serverEnded();
    }

    void serverLost() {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).lost(Termination.NORMAL);
        else if (stage == Stage.RELAY) download.serverEnded();
    }

    void serverTimedOut() {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).timedOut();
        else if (client.session().response() == Side.IDLE) serverSilent();
        else breakOff(Termination.SERVER_DATA_TIMEOUT);
    }

    private void serverSilent() {
        download.countResponseError();
        failed(Failure.SERVER_TIMEOUT);
    }

    void serverWritable(boolean writable) {
        if (!writable) return;
        if (stage == Stage.TUNNEL) client.resumeReading();
        else upload.resume();
    }

    // ---- the end

    private void end(Termination termination, Http1Session.Next next) {
        stage = Stage.ENDED;
        var held = tarpit;
        if (held != null) context.loop().timers().remove(held);
        var passing = tunnel;
        if (passing != null) passing.stop();
        record.termination = termination;
        record.endNanos = System.nanoTime();
        if (next == Http1Session.Next.CLOSE) client.session().lastRequest();
        upload.release();
        account(); // first, so that a client never has its answer while its request still counts
        hooks.leave();
        client.flush();
        client.exchangeEnded(next);
    }

    private void account() {
        var counters = frontend.counters();
        counters.bytesIn.add(record.bytesIn);
        counters.bytesOut.add(record.bytesOut);
        if (record.status > 0) counters.responses.count(record.status);
        var at = backend;
        if (at != null) {
            at.counters().bytesIn.add(record.bytesIn);
            at.counters().bytesOut.add(record.bytesOut);
            if (record.status > 0) at.counters().responses.count(record.status);
        }
        if (settings.log().isOn()) log();
        counters.requestsInFlight.leave();
        if (at != null) at.counters().sessions.leave();
    }

    private void log() {
        if (frontendHooks.defines(Hook.LOG) && !frontendHooks.log(txn)) return;
        record.client = client.view().source();
        record.fields = txn.logFields();
        record.activeConnections = context.process().open();
        record.frontendConnections = frontend.counters().connections.open();
        var at = backend;
        if (at != null) record.backendConnections = at.counters().sessions.now() - 1;
        settings.log().write(record);
    }

    // ---- what its parts ask for

    Transaction txn() {
        return txn;
    }

    ExchangeRecord record() {
        return record;
    }

    Frontend frontend() {
        return frontend;
    }

    Frontend.Settings settings() {
        return settings;
    }

    @Nullable Backend backend() {
        return backend;
    }

    ProxyHooks frontendHooks() {
        return frontendHooks;
    }

    ProxyHooks backendHooks() {
        return backendHooks;
    }

    @Nullable Dispatch dispatch() {
        return dispatch;
    }

    @Nullable ServerConnection connection() {
        var running = dispatch;
        return running == null ? null : running.connection();
    }

    long serverNanos() {
        var at = backend;
        return at == null ? 0 : at.settings().timeouts().server();
    }

    @Nullable Server server() {
        var running = dispatch;
        return running == null ? null : running.server();
    }

    ConnectionMode uploadMode() {
        return upload.serverMode();
    }

    boolean isRepeatable() {
        return upload.isRepeatable();
    }

    /** A response rule refuses what the server answered. */
    void deniedResponse(int status) {
        reply(page(status, ErrorCause.DENIED, Termination.PH), Termination.PH);
    }

    boolean isFirstOfClient() {
        return client.view().requests() <= 1;
    }

    void keep(ServerConnection idle) {
        var at = requireNonNull(backend);
        if (at.settings().config().reuse() == HttpReuse.NEVER) client.keep(idle);
        else context.servers().giveBack(idle);
    }

    @Nullable ServerConnection takeKept(Server server, Attempt listener) {
        ServerConnection kept = client.takeKept(server);
        if (kept != null) kept.lend(listener);
        return kept;
    }

    /** Holds a refused client for {@code timeout tarpit}. */
    private final class Tarpit extends Timer {
        private final int status;

        Tarpit(int status) {
            this.status = status;
        }

        @Override
        protected void expired() {
            if (stage != Stage.TARPIT) return;
            record.slotNanos = System.nanoTime(); // being held counts as waiting in a queue
            reply(page(status, ErrorCause.TARPIT, Termination.PT), Termination.PT);
        }
    }
}
