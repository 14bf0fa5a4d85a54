package io.weir.engine.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.weir.engine.exchange.ClientSide;
import io.weir.engine.exchange.Exchange;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.LoopContext;
import io.weir.engine.loop.ClientOption;
import io.weir.engine.loop.Output;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ServerConnection;
import io.weir.rules.ConnectionView;
import io.weir.rules.HandshakeFault;
import io.weir.rules.ProxyHeader;
import io.weir.rules.Transaction;
import io.weir.rules.config.Bind;
import io.weir.rules.config.Mode;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: its bytes, its timer and its end; what they mean is for what it carries. While it is idle it
 * holds no buffers. At any time a timer is armed or an exchange is at work. Loop-confined.
 */
public final class ClientConnection implements ClientSide {
    private enum State {
        OPEN,
        /** The last bytes are on their way; what the client still sends is thrown away. */
        FLUSH,
        /** The last bytes are out and their end told; closing now would reset what the client has not read yet. */
        DRAIN,
        CLOSED
    }

    private final LoopContext context;
    private final Frontend frontend;
    private final Clients clients;
    private final Channel channel;
    private final Output output;
    private final ClientTimeouts timeouts;
    private final AcceptedConnection view;
    private final Unread unread;
    private Carried carried;
    private State state = State.OPEN;
    private @Nullable KeptConnections kept;
    private boolean processing;
    private boolean paused;
    private boolean peerFinished;

    public ClientConnection(LoopContext context, Frontend frontend, Bind bind, Clients clients, Channel channel) {
        this.context = context;
        this.frontend = frontend;
        this.clients = clients;
        this.channel = channel;
        this.output = new Output(channel);
        this.timeouts = new ClientTimeouts(this, frontend, context.loop().timers(), output);
        this.view = new AcceptedConnection(channel, bind);
        this.unread = new Unread(context.loop().alloc());
        boolean http = frontend.settings().config().mode() == Mode.HTTP;
        this.carried = http ? new HttpRequests(context, frontend, this) : new TcpStream(context, frontend, this);
    }

    // ---- what the network does

    void opened() {
        clients.add(this);
        if (!view.isAdmitted(context, frontend)) {
            close();
        } else if (view.expectsProxy()) {
            carried = new Handshake(this, carried, context.pipelineBytes());
            carried.opened();
        } else {
            beginSession();
        }
    }

    private void beginSession() {
        if (!view.isSession()) {
            close();
            return;
        }
        frontend.counters().sessionBegins();
        carried.opened();
    }

    void received(ByteBuf bytes) {
        if (state != State.OPEN) {
            bytes.release();
            return;
        }
        unread.add(bytes);
        process();
    }

    /** The client has ended its direction. */
    void clientFinished() {
        peerFinished = true;
        switch (state) {
            case OPEN -> carried.clientFinished();
            case FLUSH -> {} // closed as soon as everything is sent
            case DRAIN, CLOSED -> close();
        }
    }

    /** The connection is gone. */
    void lost() {
        if (state == State.OPEN || carried.isAtWork()) carried.lost();
        released();
    }

    void writable(boolean writable) {
        carried.writable(writable);
    }

    /** The client made no progress for as long as it was given. */
    void timedOut() {
        if (state == State.OPEN) carried.timedOut();
        else close();
    }

    /** Hands over what has come and was not taken. */
    void process() {
        if (processing) return;
        processing = true;
        try {
            for (var in = unread.bytes(); in != null && step(in); in = unread.bytes()) {}
            int left = unread.settle();
            if (left >= context.pipelineBytes()) pauseReading();
            if (left == 0 && peerFinished && state == State.OPEN) carried.nothingMore();
        } finally {
            processing = false;
        }
    }

    /** One step; false when the bytes left must wait. */
    private boolean step(ByteBuf in) {
        if (state == State.OPEN) return carried.take(in);
        in.skipBytes(in.readableBytes());
        return false;
    }

    // ---- what it carries asks for

    /** The header has come: it carries from now on what it is for. */
    void handshakeDone(ProxyHeader header, Carried next) {
        carried = next;
        view.received(header);
        beginSession();
    }

    /** It ends before it is a session; as in HAProxy with a reset where bytes came that nobody takes. */
    void handshakeFailed(HandshakeFault fault) {
        if (hasUnread() && channel.isActive()) view.resetAtClose();
        view.failed(fault, context, frontend);
        close();
    }

    long readyNanos() {
        return view.readyNanos();
    }

    ClientTimeouts timeouts() {
        return timeouts;
    }

    void countRequest() {
        view.requests++;
    }

    boolean isActive() {
        return channel.isActive();
    }

    boolean hasFinished() {
        return peerFinished;
    }

    boolean hasUnread() {
        return unread.bytes() != null;
    }

    void resumeOrProcess() {
        if (paused) resumeReading();
        else process();
    }

    void closeWhenSent() {
        flushThen(this::close);
    }

    /** Closes when all is sent; waits for a client that is still sending, since closing now would reset it. */
    void endGently() {
        if (channel.isActive()) flushThen(this::drain);
        else closeWhenSent();
    }

    // ---- what the exchange asks for

    @Override
    public ConnectionView view() {
        return view;
    }

    @Override
    public void write(ByteBuf bytes) {
        output.write(bytes);
    }

    @Override
    public void flush() {
        output.flush();
    }

    @Override
    public boolean isWritable() {
        return output.isWritable();
    }

    @Override
    public long takenBytes() {
        return output.takenBytes();
    }

    @Override
    public void pauseReading() {
        if (paused) return;
        paused = true;
        channel.config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        if (!paused || !channel.isOpen()) return;
        paused = false;
        channel.config().setAutoRead(true);
        process();
    }

    @Override
    public void expectProgress() {
        timeouts.awaitProgress();
    }

    @Override
    public void expectNothing() {
        timeouts.stop();
    }

    @Override
    public void finish() {
        output.finish();
    }

    @Override
    public void keep(ServerConnection connection) {
        connection.detach();
        if (kept == null) kept = new KeptConnections();
        kept.add(connection);
    }

    @Override
    public @Nullable ServerConnection takeKept(Server server, SocketAddress address, byte @Nullable [] header) {
        return kept == null ? null : kept.take(server, address, header);
    }

    @Override
    public void option(ClientOption option, int value) {
        option.apply(channel, value);
    }

    @Override
    public void becomeTunnel() {
        process();
    }

    @Override
    public void becomeHttp(ByteBuf begun, Transaction earlier) {
        var requests = new HttpRequests(context, frontend, this);
        requests.continueFrom(earlier);
        carried = requests;
        requests.opened();
        unread.putBack(begun);
        if (peerFinished) requests.clientFinished();
        else resumeOrProcess();
    }

    @Override
    public void exchangeEnded(boolean reusable) {
        carried.exchangeEnded(reusable);
    }

    private void flushThen(Runnable next) {
        state = State.FLUSH;
        timeouts.awaitProgress();
        if (paused) resumeReading();
        output.whenSent(next);
    }

    private void drain() {
        if (peerFinished || state != State.FLUSH) {
            close();
            return;
        }
        state = State.DRAIN;
        output.finish();
        timeouts.awaitEnd();
    }

    // ---- what operators and the watch ask for

    Output output() {
        return output;
    }

    /** The exchange that is at work, or null. */
    @Nullable Exchange exchange() {
        return carried.exchange();
    }

    /** Whether neither a timer nor the network will ever say anything of it again. */
    boolean isForgotten() {
        var running = carried.exchange();
        boolean expecting = !paused || timeouts.isArmed() || output.unsentBytes() > 0;
        return state != State.CLOSED && !expecting && (running == null || running.isForgotten());
    }

    @Override
    public String toString() {
        return "the client " + view.source() + " of " + frontend.name();
    }

    // ---- the end

    /** Ends an idle connection soon, as a soft stop does; one that is at work ends after a response. */
    void closeIfIdle() {
        if (state != State.OPEN || !carried.isIdle()) return;
        long nanos = context.stop().idleNanos();
        if (nanos == 0) closeWhenSent();
        else timeouts.expect(nanos);
    }

    /** Ends it now; an exchange that is at work hears of it as of a client that left. */
    void close() {
        channel.close();
        if (!carried.isAtWork()) released();
    }

    private void released() {
        if (state == State.CLOSED && !carried.isAtWork()) return;
        state = State.CLOSED;
        clients.remove(this);
        view.stopTracking();
        view.endVariables(context.inputs().variableSizes());
        timeouts.end();
        unread.release();
        carried.release();
        if (kept != null) kept.closeAll();
    }

    /** Closes server connections kept for this client whose server is no longer configured. */
    void closeRetired() {
        if (kept != null) kept.closeRetired();
    }
}
