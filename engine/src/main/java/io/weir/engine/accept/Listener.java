package io.weir.engine.accept;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.weir.engine.account.ConnectionGate;
import io.weir.engine.exchange.Frontend;
import io.weir.rules.config.Bind;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * One listening socket. It accepts only while the line, the frontend and the process have room and
 * their rates allow it; without room the socket is not
 * even read, and clients wait in the kernel's accept queue. Confined to the accept loop.
 */
public final class Listener extends ChannelInboundHandlerAdapter {
    private static final long BACK_OFF_MILLIS = 100;

    private final Listeners all;
    private final Frontend frontend;
    private final Bind bind;
    private final ServerChannel channel;

    /** {@code maxconn} of the {@code bind} line. */
    private final ConnectionGate own;

    /** When the frontend's rate allows a client again. */
    private final WakeUp wakeUp;

    /** Accepted although there was no room: only where the kernel accepts ahead, as with io_uring. */
    private final ArrayDeque<Channel> ahead = new ArrayDeque<>();

    Listener(Listeners all, Frontend frontend, Bind bind, ServerChannel channel) {
        this.all = all;
        this.frontend = frontend;
        this.bind = bind;
        this.channel = channel;
        this.own = new ConnectionGate(bind.maxConnections() > 0 ? bind.maxConnections() : Integer.MAX_VALUE);
        this.wakeUp = new WakeUp(channel.eventLoop(), () -> all.resume(this));
        own.onRoom(() -> channel.eventLoop().execute(() -> all.resume(this)));
    }

    Frontend frontend() {
        return frontend;
    }

    Bind bind() {
        return bind;
    }

    public ServerChannel channel() {
        return channel;
    }

    ConnectionGate gate() {
        return frontend.counters().connections;
    }

    ConnectionGate own() {
        return own;
    }

    /** Whether the rate of the frontend forbids to accept now; if so, the listener is resumed when it no longer does. */
    boolean tooFastAndWait(long nowMillis) {
        long millis = frontend.counters().sessionLimit.waitMillis(nowMillis);
        if (millis > 0) wakeUp.within(millis);
        return millis > 0;
    }

    void pause() {
        channel.config().setAutoRead(false);
    }

    void resume() {
        while (!ahead.isEmpty()) {
            if (all.enter(this)) all.place(ahead.poll(), this);
            else if (all.mustWait(this)) return;
        }
        channel.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var accepted = (Channel) message;
        if (ahead.isEmpty() && all.enter(this)) all.place(accepted, this);
        else ahead.add(accepted);
        all.pauseWhereFull(this);
        if (!ahead.isEmpty()) all.resume(this); // there may be room again since it was refused
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        wakeUp.stop();
        while (!ahead.isEmpty()) ahead.poll().unsafe().closeForcibly();
    }

    /** Accepting failed, as it does when descriptors run out: again in a moment. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        all.acceptFailed(frontend, cause);
        pause();
        context.executor().schedule(() -> all.resume(this), BACK_OFF_MILLIS, TimeUnit.MILLISECONDS);
    }
}
