package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.account.Termination;
import io.weir.engine.http1.BodyFraming;
import io.weir.engine.http1.Http1Session;
import io.weir.engine.http1.Http1Session.Side;
import io.weir.engine.loop.Timer;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.ErrorCause;
import io.weir.rules.ErrorEvent;
import io.weir.rules.Reply;
import io.weir.rules.Transaction;
import io.weir.rules.config.ConnectionMode;
import org.jspecify.annotations.Nullable;

/**
 * One request from its head to its account: {@link RequestPath} runs the rules, {@link Upload} and {@link Download} move
 * the bodies. Loop-confined.
 */
public final class HttpExchange extends Exchange {
    private final Http1Session session;
    private final Workspace space;
    private final Upload upload;
    private final Download download;
    private @Nullable RequestPath path;
    private @Nullable Tarpit tarpit;
    private @Nullable Repeat repeat;
    private boolean inspected;

    /** @param record begun with the first byte of the request */
    public HttpExchange(
            LoopContext context,
            Frontend frontend,
            ClientSide client,
            Http1Session session,
            Workspace space,
            ExchangeRecord record) {
        var txn = new Transaction(space.request, space.response, client.view(), context.inputs(), frontend.name());
        super(context, frontend, client, txn, record);
        this.session = session;
        this.space = space;
        this.upload = new Upload(this, context, space);
        txn.contents(upload, space.answerBody);
        this.download = new Download(this, context, space);
    }

    /** The connection was a stream of bytes before: rules about content have seen this request. */
    public void continueFrom(Transaction stream) {
        inspected = true;
        txn().continueFrom(stream);
        txn().addressesOf(stream);
    }

    // ---- the way of a request, in its order

    /** The head is complete and legal. */
    public void begin() {
        record().requestNanos = System.nanoTime();
        var facts = space.requestReader.facts();
        Account.begin(this);
        session.requestHead();
        if (!facts.persistent() || settings().config().http().connectionMode() == ConnectionMode.CLOSE)
            session.lastRequest();
        space.requestBody.start(BodyFraming.ofRequest(facts), facts.contentLength());
        if (space.requestBody.done()) session.requestEnd();
        var started = new RequestPath(this, context(), space);
        path = started;
        started.start();
    }

    @Override
    void dispatch(Backend.Settings chosen) {
        if (clientHasFinished() && session.request() == Side.OPEN) clientLeft();
        if (stage() == Stage.ENDED) return;
        if (clientHasFinished() && abortsOnClose()) {
            stage(Stage.DISPATCH);
            clientLeft();
            return;
        }
        Account.identify(this);
        ForwardedFor.add(settings().config().http(), chosen.config().http(), txn());
        repeat = Repeat.of(this, chosen, space);
        super.dispatch(chosen);
    }

    @Override
    void begin(ServerConnection connection) {
        upload.sendHead(connection);
        AnswerRules.beforeHead(this);
    }

    /**
     * The whole response has been passed on.
     *
     * @param reusable whether the server's connection can be kept
     */
    void responseEnded(boolean reusable) {
        var ended = dispatch();
        if (ended != null) ended.finished(reusable);
        end(record().termination, session.responseEnd());
    }

    // ---- what rules decide

    /** Holds a refused client for a while before it is answered. */
    void holdInTarpit(Reply reply) {
        stage(Stage.TARPIT);
        var at = backend();
        var timeouts = at == null ? settings().timeouts() : at.timeouts();
        context().loop().timers().arm(tarpit = new Tarpit(this, reply), timeouts.tarpit());
    }

    void tarpitOver(Reply reply) {
        if (stage() != Stage.TARPIT) return;
        record().slotNanos = System.nanoTime();
        if (reply instanceof Reply.Page page) replyPage(page.status(), ErrorCause.TARPIT, Termination.PT);
        else reply(reply, Termination.PT);
    }

    // ---- bad ends

    /** The client gets its page when nothing was sent yet, else the connection breaks off. */
    @Override
    public void failed(Failure failure) {
        if (stage() == Stage.ENDED) return;
        Account.failed(txn(), failure);
        if (session.response() != Side.IDLE) {
            breakOff(failure.termination());
            return;
        }
        replyPage(failure.status(), failure.cause(), failure.termination());
    }

    /** There is no request that is whole and legal. */
    public void refused(Failure failure) {
        Account.incomplete(frontend().counters());
        failed(failure);
    }

    /** The client was gone before its request was whole. */
    public void incomplete() {
        record().status = 400;
        Account.gone(frontend().counters(), txn());
        end(Termination.CR, session.responseClosed());
    }

    @Override
    void brokenOff() {
        session.responseClosed();
    }

    @Override
    void shutDown(Termination termination) {
        if (isAnswered()) breakOff(termination);
        else if (stage() == Stage.RELAY) replyPage(502, ErrorCause.SERVER_CLOSED, termination);
        else replyPage(503, ErrorCause.NO_SERVER, termination);
    }

    @Override
    long ownMillis(long nowNanos) {
        long inPath = path == null ? -1 : path.remainingMillis(nowNanos);
        long own = Timer.sooner(inPath, download.remainingMillis(nowNanos));
        return tarpit == null ? own : Timer.sooner(own, tarpit.remainingMillis(nowNanos));
    }

    /** Answers with the page for what went wrong. */
    void replyPage(int status, ErrorCause cause, Termination termination) {
        reply(Replies.page(this, new ErrorEvent(status, cause, termination.code())), termination);
    }

    /** Sends a response of Weir's own and ends. */
    void reply(Reply reply, Termination termination) {
        Reply said = Replies.said(this, reply);
        if (said instanceof Reply.Raw raw && raw.isSilent()) {
            record().status = raw.status();
            breakOff(termination);
            return;
        }
        stopServer();
        stage(Stage.REPLIED);
        OwnAnswer.write(this, space, said, reply instanceof Reply.Challenge challenge ? challenge : null);
        end(termination, session.responseEnd());
    }

    // ---- what the client does

    @Override
    void receive(ByteBuf in) {
        upload.receive(in);
    }

    /** It may still wait for the response, but not for its turn. */
    @Override
    void finished() {
        bodyMoved();
        var running = dispatch();
        boolean pausing = running != null && running.isPausing();
        if (stage() == Stage.ENDED) return;
        if (session.request() == Side.OPEN || pausing) clientLeft();
        else if (abortsOnClose()) abort();
    }

    /** Nobody waits for the answer; as in HAProxy, one that a server was to give is replaced by a page. */
    private void abort() {
        if (stage() == Stage.RELAY && !isAnswered()) {
            Account.clientLeft(this);
            replyPage(Failure.BODY_INCOMPLETE.status(), ErrorCause.BAD_REQUEST, Termination.CH);
        } else if (stage() == Stage.DISPATCH || stage() == Stage.RELAY) clientLeft();
    }

    @Override
    boolean isGivenUp() {
        return clientHasFinished();
    }

    @Override
    boolean isWhole() {
        return session.request() == Side.DONE;
    }

    @Override
    boolean isAnswered() {
        return session.response() != Side.IDLE;
    }

    @Override
    void bodyMoved() {
        if (path != null) path.bodyMoved();
    }

    @Override
    public void clientTimedOut() {
        if (path != null && path.isWaiting()) failed(Failure.REQUEST_TIMEOUT);
        else if (!isAnswered()) failed(Failure.BODY_TIMEOUT);
        else breakOff(Termination.CLIENT_DATA_TIMEOUT);
    }

    @Override
    public void clientWritable(boolean writable) {
        if (stage() == Stage.TUNNEL) super.clientWritable(writable);
        else download.clientWritable(writable);
    }

    // ---- what the server does

    @Override
    void serverBytes(ByteBuf in) {
        if (stage() == Stage.RELAY) download.receive(in);
        else super.serverBytes(in);
    }

    @Override
    void serverFinished() {
        if (stage() == Stage.RELAY) download.serverEnded();
        else super.serverFinished();
    }

    @Override
    void serverLost() {
        if (stage() == Stage.RELAY) download.serverEnded();
        else super.serverLost();
    }

    @Override
    void serverTimedOut() {
        if (isAnswered()) super.serverTimedOut();
        else download.serverSilent();
    }

    @Override
    void serverWritable(boolean writable) {
        if (stage() == Stage.TUNNEL) super.serverWritable(writable);
        else if (writable) upload.resume();
    }

    // ---- the end

    private void end(Termination termination, Http1Session.Next next) {
        if (next == Http1Session.Next.CLOSE) session.lastRequest();
        end(termination, next == Http1Session.Next.REUSE);
    }

    @Override
    void stopWaiting() {
        if (path != null) path.stop();
        if (tarpit != null) context().loop().timers().remove(tarpit);
        download.stopWaiting();
    }

    @Override
    void release() {
        upload.release();
        download.release();
        giveUpRepeating();
    }

    // ---- what its parts ask for

    @Override
    boolean isHttp() {
        return true;
    }

    /** Whether the frontend's rules about content have run. */
    boolean isInspected() {
        return inspected;
    }

    Http1Session session() {
        return session;
    }

    /** @return null: the request is sent to one server only */
    @Nullable Repeat repeat() {
        return repeat;
    }

    /** The request goes to no further server. */
    void giveUpRepeating() {
        var kept = repeat;
        repeat = null;
        if (kept != null) kept.release();
    }

    Upload upload() {
        return upload;
    }

    Download download() {
        return download;
    }
}
