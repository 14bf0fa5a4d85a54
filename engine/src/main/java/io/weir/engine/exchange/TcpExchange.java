package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.ExchangeRecord;
import io.weir.engine.account.Termination;
import io.weir.engine.loop.ClientOption;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.StreamSettings;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A whole connection of a TCP frontend: {@link ContentPath} runs the rules, then bytes pass both ways. Loop-confined.
 */
public final class TcpExchange extends Exchange {
    private final HeldContent content;
    private final ContentPath path;
    private @Nullable AnswerInspection inspection;

    /** The client is gone or silent, and rules are asked for the last time. */
    private @Nullable Termination leaving;

    /** @param record begun when the client was accepted */
    public TcpExchange(LoopContext context, Frontend frontend, ClientSide client, ExchangeRecord record) {
        var txn = Transaction.withoutMessages(client.view(), context.inputs(), frontend.name());
        super(context, frontend, client, txn, record);
        content = new HeldContent(context.loop().alloc(), context.limits().bytes());
        path = new ContentPath(this, context, content);
    }

    // ---- its way, in order

    /** The client is there. */
    public void begin() {
        record().requestNanos = record().startNanos;
        Account.keep(this);
        txn().contents(content, txn().responseContent());
        txn().requestFinder(new ContentRequest(context().limits()));
        path.start();
    }

    /** Whether rules let it pass; else it is over. */
    boolean isLetPass(Verdict verdict) {
        switch (verdict) {
            case Verdict.Continue _, Verdict.Allow _ -> {
                return true;
            }
            case Verdict.SilentDrop _ -> {
                client().option(ClientOption.SILENCE, 1);
                refused();
            }
            case Verdict.Failed _ -> breakOff(Termination.IR);
            default -> refused();
        }
        return false;
    }

    /** Marks the client's packets as rules about either direction said. */
    void mark() {
        if (txn().stream() != StreamSettings.NONE) RequestPath.mark(client(), txn().stream());
    }

    private void refused() {
        frontend().counters().deniedRequests.increment();
        breakOff(Termination.PR);
    }

    /** The client's bytes are requests. */
    void becomeHttp() {
        if (leaving != null) {
            left(leaving);
            return;
        }
        vanish();
        client().becomeHttp(content.take(), txn());
    }

    @Override
    void dispatch(Backend.Settings chosen) {
        if (leaving != null) {
            left(leaving);
            return;
        }
        if (clientHasFinished() && abortsOnClose()) {
            stage(Stage.DISPATCH);
            clientLeft();
            return;
        }
        client().expectNothing();
        super.dispatch(chosen);
    }

    @Override
    void begin(ServerConnection connection) {
        ByteBuf before = content.take();
        connection.write(before);
        connection.flush();
        record().responseNanos = record().connectedNanos;
        var rules = answerRules();
        if (rules.response().isEmpty()) answering();
        else inspection = new AnswerInspection(this, context(), rules);
        tunnelOpened();
        if (stage() != Stage.TUNNEL) return;
        client().resumeReading();
        if (clientHasFinished()) clientFinished();
        var looking = inspection;
        if (looking != null) looking.start();
    }

    // ---- bad ends

    @Override
    public void failed(Failure failure) {
        breakOff(failure.termination());
    }

    @Override
    void brokenOff() {}

    @Override
    void shutDown(Termination termination) {
        breakOff(termination);
    }

    @Override
    long ownMillis(long nowNanos) {
        return path.remainingMillis(nowNanos);
    }

    // ---- what the client does

    @Override
    void receive(ByteBuf in) {
        record().bytesIn += content.add(in);
        if (content.isFull()) client().pauseReading();
        path.moved();
    }

    @Override
    void finished() {
        boolean looksForServer = stage() == Stage.DISPATCH;
        content.close();
        path.moved();
        if (looksForServer && isGivenUp()) clientLeft();
    }

    /** What it has sent before may still find a server, unless that is taken back. */
    @Override
    boolean isGivenUp() {
        return clientHasFinished() && (content.length() == 0 || abortsOnClose());
    }

    @Override
    boolean isWhole() {
        return true;
    }

    @Override
    boolean isAnswered() {
        return false;
    }

    @Override
    void bodyMoved() {
        if (stage() == Stage.RULES) leave(Termination.CR);
    }

    @Override
    public void clientTimedOut() {
        if (stage() == Stage.RULES) leave(Termination.CLIENT_REQUEST_TIMEOUT);
        else breakOff(Termination.CLIENT_DATA_TIMEOUT);
    }

    /** As HAProxy, it still gets its backend, which counts it. */
    private void leave(Termination termination) {
        leaving = termination;
        content.close();
        path.moved();
    }

    private void left(Termination termination) {
        frontend().counters().badRequests.increment();
        Account.clientLeft(this);
        breakOff(termination);
    }

    // ---- what the server does

    @Override
    void serverBytes(ByteBuf in) {
        var looking = inspection;
        if (looking != null) looking.receive(in);
        else if (txn().stream().isServerClosed()) in.skipBytes(in.readableBytes()); // rules have closed that side
        else super.serverBytes(in);
    }

    @Override
    void serverFinished() {
        var looking = inspection;
        if (looking != null) looking.finished();
        super.serverFinished();
    }

    @Override
    void serverLost() {
        var looking = inspection;
        if (looking != null) looking.finished();
        super.serverLost();
    }

    /** The server is known, and what rules wanted to see of its bytes is there. */
    void answering() {
        var found = dispatch();
        if (found != null) found.answering();
    }

    /** Rules have nothing against the server's bytes. */
    void answerPasses(ByteBuf held) {
        inspection = null;
        try {
            super.serverBytes(held);
        } finally {
            held.release();
        }
        client().flush();
    }

    // ---- the end

    @Override
    void stopWaiting() {
        path.stop();
        if (inspection != null) inspection.stop();
    }

    @Override
    void release() {
        content.release();
        if (inspection != null) inspection.release();
        inspection = null; // what the server has sent besides is nobody's
    }

    @Override
    boolean isHttp() {
        return false;
    }
}
