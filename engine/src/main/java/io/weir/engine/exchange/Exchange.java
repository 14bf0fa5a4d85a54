package io.weir.engine.exchange;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.account.Termination;
import io.weir.engine.http1.BodyFraming;
import io.weir.engine.http1.Http1Session;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.ErrorCause;
import io.weir.rules.ErrorEvent;
import io.weir.rules.ProxyHooks;
import io.weir.rules.Reply;
import io.weir.rules.StreamSettings;
import io.weir.rules.Transaction;
import io.weir.rules.config.ConnectionMode;
import org.jspecify.annotations.Nullable;

/**
 * One request from its head to its account. It runs the rules, lets {@link Dispatch} find a server, {@link Upload} and
 * {@link Download} move the bodies, and ends exactly once. Loop-confined.
 */
public final class Exchange {
    private final LoopContext context;
    private final Frontend frontend;
    private final Frontend.Settings settings;
    private final ClientSide client;
    private final Workspace space;
    private final Transaction txn;
    private final ExchangeRecord record;
    private final Version version;
    private final ProxyHooks frontendHooks;
    private final Upload upload;
    private final Download download;
    private Stage stage = Stage.RULES;
    private ProxyHooks backendHooks = ProxyHooks.NONE;
    private Backend.@Nullable Settings backend;
    private @Nullable RequestPath path;
    private @Nullable Dispatch dispatch;
    private @Nullable Tunnel tunnel;
    private @Nullable Tarpit tarpit;
    private @Nullable Server server;
    private boolean clientHasFinished;

    /** @param record begun with the first byte of the request */
    public Exchange(LoopContext context, Frontend frontend, ClientSide client, Workspace space, ExchangeRecord record) {
        this.context = context;
        this.frontend = frontend;
        this.client = client;
        this.space = space;
        this.record = record;
        this.version = context.version().enter();
        this.settings = version.of(frontend);
        this.frontendHooks = version.hooks().ofFrontend(frontend.name());
        this.txn = new Transaction(space.request, space.response, client.view(), context.inputs(), frontend.name());
        this.upload = new Upload(this, context, client, space);
        this.download = new Download(this, context, client, space);
        record.of(txn);
        frontend.counters().requestsInFlight.enter();
    }

    // ---- the way of a request, in its order

    /** The head is complete and legal. */
    public void begin() {
        record.requestNanos = System.nanoTime();
        var facts = space.requestReader.facts();
        Account.begin(this);
        Http1Session session = client.session();
        session.requestHead();
        if (!facts.persistent() || settings.config().http().connectionMode() == ConnectionMode.CLOSE)
            session.lastRequest();
        space.requestBody.start(BodyFraming.ofRequest(facts), facts.contentLength());
        if (space.requestBody.done()) session.requestEnd();
        var started = new RequestPath(this, context, space);
        path = started;
        started.start();
    }

    /** The rules have let the request pass: it is to find a server. */
    void dispatch(Backend.Settings chosen) {
        if (clientHasFinished && client.session().request() == Side.OPEN) clientLeft();
        if (stage == Stage.ENDED) return;
        Account.identify(this);
        ForwardedFor.add(settings.config().http(), chosen.config().http(), txn);
        stage = Stage.DISPATCH;
        var started = new Dispatch(this, context, chosen);
        dispatch = started;
        started.start();
    }

    void enterBackend(Backend.Settings chosen) {
        backend = chosen;
        backendHooks = version.hooks().ofBackend(chosen.name());
        txn.backendChosen(chosen.name());
        record.backend = chosen.name();
        Account.enter(chosen);
    }

    void serverAssigned(Server server) {
        this.server = server;
        record.server = server.name();
        record.slotNanos = System.nanoTime();
        txn.serverChosen(server.name());
    }

    /** The request looks for another server. */
    void serverReleased() {
        server = null;
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
        opened.start(requireNonNull(backend).timeouts().with(txn.stream()), settings.timeouts());
    }

    /**
     * The tunnel is over.
     *
     * @param lingerNanos how long the server may take for what is still on its way to it, after a normal end
     */
    void tunnelEnded(Termination termination, long lingerNanos) {
        if (termination == Termination.NORMAL) requireNonNull(dispatch).finishedTunnel(lingerNanos);
        breakOff(termination);
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

    /** Holds a refused client for a while before it is answered. */
    void holdInTarpit(Reply reply) {
        stage = Stage.TARPIT;
        var at = backend;
        var timeouts = at == null ? settings.timeouts() : at.timeouts();
        context.loop().timers().arm(tarpit = new Tarpit(this, reply), timeouts.tarpit());
    }

    void tarpitOver(Reply reply) {
        if (stage != Stage.TARPIT) return;
        record.slotNanos = System.nanoTime();
        if (reply instanceof Reply.Page page) replyPage(page.status(), ErrorCause.TARPIT, Termination.PT);
        else reply(reply, Termination.PT);
    }

    // ---- bad ends

    /** An expected failure: the client gets its page when nothing was sent yet, else the connection breaks off. */
    public void failed(Failure failure) {
        if (stage == Stage.ENDED) return;
        Account.failed(txn, failure);
        if (client.session().response() != Side.IDLE) {
            breakOff(failure.termination());
            return;
        }
        replyPage(failure.status(), failure.cause(), failure.termination());
    }

    /** There is no request that is whole and legal. */
    public void refused(Failure failure) {
        Account.incomplete(frontend.counters());
        failed(failure);
    }

    /** The client was gone before its request was whole. */
    public void incomplete() {
        record.status = 400;
        Account.gone(frontend.counters(), txn);
        end(Termination.CR, client.session().responseClosed());
    }

    /** Ends it without another byte. */
    void breakOff(Termination termination) {
        if (stage == Stage.ENDED) return;
        stopServer();
        end(termination, client.session().responseClosed());
    }

    /** Answers with the page for what went wrong. */
    void replyPage(int status, ErrorCause cause, Termination termination) {
        reply(Replies.page(this, new ErrorEvent(status, cause, termination.code())), termination);
    }

    /** Sends a response of Weir's own and ends. */
    void reply(Reply reply, Termination termination) {
        Reply said = Replies.said(this, reply);
        if (said instanceof Reply.Raw raw && raw.isSilent()) {
            record.status = raw.status();
            breakOff(termination);
            return;
        }
        stopServer();
        stage = Stage.REPLIED;
        download.reply(said, reply instanceof Reply.Challenge challenge ? challenge : null);
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

    /** The client has ended its direction. It may still wait for the response, but not for its turn. */
    public void clientFinished() {
        clientHasFinished = true;
        bodyMoved();
        var running = dispatch;
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).clientFinished();
        else if (stage != Stage.ENDED
                && (client.session().request() == Side.OPEN || running != null && running.isPausing())) clientLeft();
    }

    boolean clientHasFinished() {
        return clientHasFinished;
    }

    private boolean isWaitingForBody() {
        return path != null && path.isWaiting();
    }

    /** More of the request's body is there, or will never be. */
    void bodyMoved() {
        if (path != null) path.bodyMoved();
    }

    /** The client is gone. */
    public void clientLost() {
        clientHasFinished = true;
        bodyMoved();
        if (stage != Stage.ENDED) clientLeft();
    }

    private void clientLeft() {
        boolean whole = client.session().request() == Side.DONE;
        boolean answered = client.session().response() != Side.IDLE;
        var running = dispatch;
        var termination = stage.whenClientLeaves(running != null && running.isQueued(), whole, answered);
        if (termination == Termination.CH) record.status = 400;
        Account.clientLeft(this);
        breakOff(termination);
    }

    /** The client neither sent nor took what it should within its timeout. */
    public void clientTimedOut() {
        if (isWaitingForBody()) failed(Failure.REQUEST_TIMEOUT);
        else if (client.session().response() == Side.IDLE) failed(Failure.BODY_TIMEOUT);
        else breakOff(Termination.CLIENT_DATA_TIMEOUT);
    }

    public void clientWritable(boolean writable) {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).clientWritable(writable);
        else download.clientWritable(writable);
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
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).serverLost();
        else if (stage == Stage.RELAY) download.serverEnded();
    }

    void serverTimedOut() {
        if (client.session().response() == Side.IDLE) download.serverSilent();
        else breakOff(Termination.SERVER_DATA_TIMEOUT);
    }

    void serverWritable(boolean writable) {
        if (stage == Stage.TUNNEL) requireNonNull(tunnel).serverWritable(writable);
        else if (writable) upload.resume();
    }

    // ---- the end

    private void end(Termination termination, Http1Session.Next next) {
        stage = Stage.ENDED;
        if (path != null) path.stop();
        if (tarpit != null) context.loop().timers().remove(tarpit);
        if (tunnel != null) tunnel.stop();
        record.termination = termination;
        record.endNanos = System.nanoTime();
        if (next == Http1Session.Next.CLOSE) client.session().lastRequest();
        upload.release();
        Account.end(this, context); // first, so that a client never has its answer while its request still counts
        version.leave();
        client.flush();
        client.exchangeEnded(next);
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

    Backend.@Nullable Settings backend() {
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
        long configured = at == null ? 0 : at.timeouts().server();
        return txn.stream().nanos(StreamSettings.Timeout.SERVER, configured);
    }

    /** The server that it went to last. */
    @Nullable Server server() {
        return server;
    }

    Upload upload() {
        return upload;
    }

    Download download() {
        return download;
    }

    ClientSide client() {
        return client;
    }

    boolean isFirstOfClient() {
        return client.view().requests() <= 1;
    }
}
