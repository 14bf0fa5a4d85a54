package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ConnectFault;
import io.weir.engine.upstream.ServerConnection;
import io.weir.engine.upstream.UpstreamListener;
import io.weir.rules.config.HttpReuse;
import org.jspecify.annotations.Nullable;

/** One try at one server, over an idle connection or a new one. Loop-confined. */
final class Attempt implements UpstreamListener {
    private final Dispatch dispatch;
    private final Exchange exchange;
    private final LoopContext context;
    private final Server server;
    private @Nullable ServerConnection connection;

    Attempt(Dispatch dispatch, Exchange exchange, LoopContext context, Server server) {
        this.dispatch = dispatch;
        this.exchange = exchange;
        this.context = context;
        this.server = server;
    }

    void start(Backend.Settings settings) {
        var idle = exchange.client().takeKept(server);
        if (idle != null) idle.lend(this);
        else idle = pooled(settings.config().reuse());
        if (idle == null) {
            connect(settings.timeouts().connect());
            return;
        }
        connection = idle;
        server.counters().reusedConnections.increment();
        dispatch.backend().counters().reusedConnections.increment();
        dispatch.connected();
    }

    /** @param timeoutNanos 0: none */
    void connect(long timeoutNanos) {
        server.counters().newConnections.increment();
        dispatch.backend().counters().newConnections.increment();
        connection = context.servers().connect(server, this, timeoutNanos);
    }

    @Nullable ServerConnection connection() {
        return connection;
    }

    /** Gives the connection up; it is closed. */
    void abandon() {
        var open = connection;
        connection = null;
        if (open != null) open.close();
    }

    /** The exchange is over; a connection that can be reused is kept. */
    void end(boolean reusable) {
        var open = connection;
        connection = null;
        if (open == null) return;
        if (!reusable) open.close();
        else if (dispatch.reuse() == HttpReuse.NEVER) exchange.client().keep(open);
        else context.servers().giveBack(open);
    }

    /** The connection ends when the server has taken everything, or makes no progress for that time. */
    void endTunnel(long nanos) {
        var open = connection;
        connection = null;
        if (open != null) open.closeWhenSent(nanos);
    }

    /** The first request of a client is not put on a connection that may prove stale (manual, {@code http-reuse}). */
    private @Nullable ServerConnection pooled(HttpReuse reuse) {
        boolean first = exchange.isFirstOfClient();
        return switch (reuse) {
            case NEVER -> null;
            case SAFE -> first ? null : context.servers().reuse(server, this);
            case AGGRESSIVE ->
                first
                        ? context.servers().reuseProven(server, this)
                        : context.servers().reuse(server, this);
            case ALWAYS -> context.servers().reuse(server, this);
        };
    }

    @Override
    public void connected(ServerConnection made) {
        connection = made;
        dispatch.connected();
    }

    @Override
    public void connectFailed(ConnectFault fault) {
        connection = null;
        dispatch.connectFailed(fault);
    }

    @Override
    public void received(ByteBuf bytes) {
        try {
            exchange.serverBytes(bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void receivedAll() {
        exchange.serverBytesEnd();
    }

    @Override
    public void serverFinished() {
        exchange.serverFinished();
    }

    @Override
    public void serverLost() {
        exchange.serverLost();
    }

    @Override
    public void serverTimedOut() {
        exchange.serverTimedOut();
    }

    @Override
    public void serverWritable(boolean writable) {
        exchange.serverWritable(writable);
    }
}
