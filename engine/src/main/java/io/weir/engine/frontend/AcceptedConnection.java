package io.weir.engine.frontend;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.weir.engine.exchange.Admission;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.LoopContext;
import io.weir.engine.loop.ClientOption;
import io.weir.engine.loop.TcpMeasures;
import io.weir.rules.ConnectionView;
import io.weir.rules.TcpMeasure;
import io.weir.rules.Variables;
import io.weir.rules.config.Bind;
import io.weir.rules.table.Tracking;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What rules may know of a client connection. Loop-confined. */
final class AcceptedConnection implements ConnectionView {
    private static final SocketAddress UNKNOWN = new InetSocketAddress(0);

    private final Channel channel;
    private final Bind bind;
    private final long acceptedNanos = System.nanoTime();

    /** Requests so far, the present one included. */
    int requests;

    private @Nullable Variables variables;

    /** What {@code tcp-request connection} and {@code session} lines track. */
    private @Nullable Tracking tracking;

    AcceptedConnection(Channel channel, Bind bind) {
        this.channel = channel;
        this.bind = bind;
    }

    long acceptedNanos() {
        return acceptedNanos;
    }

    @Override
    public SocketAddress source() {
        @Nullable SocketAddress remote = channel.remoteAddress();
        return remote == null ? UNKNOWN : remote;
    }

    @Override
    public SocketAddress destination() {
        @Nullable SocketAddress local = channel.localAddress();
        return local == null ? UNKNOWN : local;
    }

    @Override
    public String listener() {
        return bind.name();
    }

    @Override
    public int listenerId() {
        return bind.id();
    }

    @Override
    public long measured(TcpMeasure measure) {
        return TcpMeasures.of(channel, measure);
    }

    @Override
    public int requests() {
        return requests;
    }

    @Override
    public Variables variables() {
        if (variables == null) variables = Variables.ofSession();
        return variables;
    }

    @Override
    public @Nullable Tracking tracking() {
        return tracking;
    }

    /** Whether it may go on after the {@code tcp-request connection} and {@code session} lines of its frontend. */
    boolean isAdmitted(LoopContext context, Frontend frontend) {
        if (!frontend.config().rules().tcp().concernConnections()) return true;
        var admission = Admission.of(context, frontend, this);
        tracking = admission.tracking();
        // as HAProxy: who is refused before anything else gets a reset, which costs nothing further
        if (admission.answer() == Admission.Answer.RESET) channel.config().setOption(ChannelOption.SO_LINGER, 0);
        if (admission.answer() == Admission.Answer.SILENT) ClientOption.SILENCE.apply(channel, 1);
        return admission.answer() == Admission.Answer.GRANTED;
    }

    /** The connection is over. */
    void stopTracking() {
        var ended = tracking;
        tracking = null;
        if (ended != null) ended.release();
    }

    @Override
    public long ageMillis() {
        return (System.nanoTime() - acceptedNanos) / 1_000_000;
    }
}
