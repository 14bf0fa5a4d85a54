package io.weir.engine.exchange;

import io.netty.buffer.ByteBuf;
import io.weir.engine.account.Termination;
import io.weir.engine.loop.Timer;
import io.weir.engine.upstream.ServerConnection;

/**
 * Both directions after an upgrade or a CONNECT: bytes pass as they come, either side may end its direction first.
 * Inactive for {@code timeout tunnel}, or half-closed and inactive for {@code client-fin} or {@code server-fin}, it
 * ends. Loop-confined.
 */
final class Tunnel {
    private enum Open {
        BOTH,
        /** The client has ended its direction; the server is waited for. */
        FROM_SERVER,
        /** The server has ended its direction; the client is waited for. */
        FROM_CLIENT
    }

    private final Exchange exchange;
    private final LoopContext context;
    private final ClientSide client;
    private final ServerConnection server;
    private final Idle idle = new Idle();
    private Open open = Open.BOTH;
    private Termination idleEnd = Termination.CLIENT_DATA_TIMEOUT;
    private long takenBefore;
    private long idleNanos;
    private long clientFinNanos;
    private long serverFinNanos;

    Tunnel(Exchange exchange, LoopContext context, ClientSide client, ServerConnection server) {
        this.exchange = exchange;
        this.context = context;
        this.client = client;
        this.server = server;
    }

    void start(TimeoutNanos backend, TimeoutNanos frontend) {
        server.expectNothing();
        client.expectNothing();
        client.flush();
        idleNanos = backend.tunnel() > 0 ? backend.tunnel() : shorter(frontend.client(), backend.server());
        boolean clientsOwn = backend.tunnel() > 0 || frontend.client() > 0 && frontend.client() == idleNanos;
        idleEnd = clientsOwn ? Termination.CLIENT_DATA_TIMEOUT : Termination.SERVER_DATA_TIMEOUT;
        clientFinNanos = frontend.clientFin() > 0 ? frontend.clientFin() : idleNanos;
        serverFinNanos = backend.serverFin() > 0 ? backend.serverFin() : idleNanos;
        rest();
    }

    void clientBytes(ByteBuf in) {
        int bytes = in.readableBytes();
        if (bytes == 0) return;
        exchange.record().bytesIn += bytes;
        server.write(in.readRetainedSlice(bytes));
        server.flush();
        if (!server.isWritable()) client.pauseReading();
        rest();
    }

    void serverBytes(ByteBuf in) {
        int bytes = in.readableBytes();
        if (bytes == 0) return;
        exchange.record().bytesOut += bytes;
        client.write(in.readRetainedSlice(bytes));
        client.flush();
        rest();
    }

    void clientWritable(boolean writable) {
        if (writable) server.resumeReading();
        else server.pauseReading();
    }

    void serverWritable(boolean writable) {
        if (writable) client.resumeReading();
    }

    void clientFinished() {
        if (open == Open.FROM_CLIENT) {
            end(Termination.NORMAL);
            return;
        }
        open = Open.FROM_SERVER;
        server.finish();
        rest();
    }

    void serverFinished() {
        if (open == Open.FROM_SERVER) {
            end(Termination.NORMAL);
            return;
        }
        open = Open.FROM_CLIENT;
        client.finish();
        rest();
    }

    void serverLost() {
        end(open == Open.FROM_CLIENT ? Termination.NORMAL : Termination.SD);
    }

    /** As {@link Timer#remainingMillis}. */
    long remainingMillis(long nowNanos) {
        return idle.remainingMillis(nowNanos);
    }

    void stop() {
        context.loop().timers().remove(idle);
    }

    private void end(Termination termination) {
        exchange.tunnelEnded(termination, serverFinNanos);
    }

    private void rest() {
        takenBefore = taken();
        long nanos = nanos();
        if (nanos > 0) context.loop().timers().arm(idle, nanos);
    }

    private long taken() {
        return client.takenBytes() + server.takenBytes();
    }

    private long nanos() {
        return switch (open) {
            case BOTH -> idleNanos;
            case FROM_SERVER -> serverFinNanos;
            case FROM_CLIENT -> clientFinNanos;
        };
    }

    private static long shorter(long a, long b) {
        return a == 0 ? b : b == 0 ? a : Math.min(a, b);
    }

    /** The time without a byte in either direction. */
    private final class Idle extends Timer {
        @Override
        protected void expired() {
            if (taken() != takenBefore) {
                rest(); // nothing new, but somebody is still taking what was there
                return;
            }
            end(
                    switch (open) {
                        case BOTH -> idleEnd;
                        case FROM_SERVER -> Termination.SERVER_DATA_TIMEOUT;
                        case FROM_CLIENT -> Termination.CLIENT_DATA_TIMEOUT;
                    });
        }
    }
}
