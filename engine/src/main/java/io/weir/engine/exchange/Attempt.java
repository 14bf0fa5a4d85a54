package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.server.Server;
import io.weir.engine.upstream.ConnectFault;
import io.weir.engine.upstream.ServerConnection;
import io.weir.engine.upstream.ServerPool;
import io.weir.engine.upstream.Takeover;
import io.weir.engine.upstream.UpstreamListener;
import io.weir.rules.config.HttpReuse;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** One try at one server, over an idle connection or a new one. Loop-confined. */
final class Attempt implements UpstreamListener {
    private final Dispatch dispatch;
    private final Exchange exchange;
    private final Server server;
    private final SocketAddress address;
    private final long connectNanos;
    private final byte @Nullable [] header;
    private @Nullable ServerConnection connection;
    private @Nullable Takeover takeover;

    /** @param connectNanos 0: no limit */
    Attempt(Dispatch dispatch, Exchange exchange, Server server, long connectNanos) {
        this.dispatch = dispatch;
        this.exchange = exchange;
        this.server = server;
        this.address = server.address(exchange.txn().connection().destination());
        this.connectNanos = connectNanos;
        this.header = ProxyHeaderWriter.headerFor(exchange, server);
    }

    void start() {
        var wish = wish();
        var idle = exchange.client().takeKept(server, address, header);
        if (idle != null) idle.lend(this);
        else if (wish != null) idle = servers().reuse(server, this, wish);
        if (idle != null) {
            reuse(idle);
            return;
        }
        if (wish != null) takeover = servers().takeOver(server, this, wish);
        if (takeover == null) startNew();
    }

    /** Over a new connection in any case. */
    void startNew() {
        if (reuse() == HttpReuse.NEVER) servers().takePlaceAnyway(server);
        else takeover = servers().takePlace(server, this);
        if (takeover == null) connect();
    }

    private ServerPool servers() {
        return exchange.context().servers();
    }

    private void connect() {
        server.counters().newConnections.increment();
        dispatch.backend().counters().newConnections.increment();
        connection = dispatch.isPrivate() || header != null
                ? servers().connectPrivately(server, this, header, connectNanos)
                : servers().connect(server, this, connectNanos);
    }

    @Nullable ServerConnection connection() {
        return connection;
    }

    /** Gives the connection up; it is closed. */
    void abandon() {
        var search = takeover;
        takeover = null;
        if (search != null) search.abandon();
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
        else if (reuse() == HttpReuse.NEVER && !server.isRetired() && open.mayServeAgain())
            exchange.client().keep(open);
        else servers().giveBack(open);
    }

    /** The connection ends when the server has taken everything, or makes no progress for that time. */
    void endTunnel(long nanos) {
        var open = connection;
        connection = null;
        if (open != null) open.closeWhenSent(nanos);
    }

    private void reuse(ServerConnection idle) {
        connection = idle;
        server.counters().reusedConnections.increment();
        dispatch.backend().counters().reusedConnections.increment();
        dispatch.connected();
    }

    /** A header is about one client: a connection that began with one serves no other. */
    private HttpReuse reuse() {
        return header == null ? dispatch.reuse() : HttpReuse.NEVER;
    }

    /**
     * Which idle connection may be used; null: none. The first request of a client is not put on one that may prove stale
     * (manual, {@code http-reuse}), unless it will then be sent again whatever happens to it.
     */
    private Takeover.@Nullable Wish wish() {
        boolean first = exchange.isFirstOfClient() && !dispatch.isRetrySafe();
        return switch (reuse()) {
            case NEVER -> null;
            case SAFE -> first ? null : Takeover.Wish.TAKE;
            case AGGRESSIVE -> first ? Takeover.Wish.TAKE_SAFE : Takeover.Wish.TAKE;
            case ALWAYS -> first ? Takeover.Wish.TAKE_SAFE_FIRST : Takeover.Wish.TAKE;
        };
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public void connected(ServerConnection made) {
        takeover = null;
        if (made.isReused()) {
            reuse(made);
            return;
        }
        connection = made;
        dispatch.connected();
    }

    @Override
    public void noneIdle() {
        takeover = null;
        connect();
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
