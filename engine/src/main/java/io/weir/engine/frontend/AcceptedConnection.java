package io.weir.engine.frontend;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.weir.engine.exchange.Admission;
import io.weir.engine.exchange.Frontend;
import io.weir.engine.exchange.LoopContext;
import io.weir.engine.loop.ClientOption;
import io.weir.engine.loop.TcpMeasures;
import io.weir.rules.ConnectionView;
import io.weir.rules.HandshakeFault;
import io.weir.rules.ProxyHeader;
import io.weir.rules.StreamSettings;
import io.weir.rules.TcpMeasure;
import io.weir.rules.VariableSizes;
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
    private long readyNanos = acceptedNanos;

    /** Requests so far, the present one included. */
    int requests;

    private @Nullable Variables variables;

    /** What {@code tcp-request connection} and {@code session} lines track. */
    private @Nullable Tracking tracking;

    /** Until the lines about its session have run; null where there are none of either kind. */
    private @Nullable Admission admission;

    /** What a header or rules said of it; null: nothing. */
    private @Nullable ProxyHeader proxyHeader;

    private @Nullable HandshakeFault fault;
    private @Nullable SocketAddress source;
    private @Nullable SocketAddress destination;
    private @Nullable SocketAddress realSource;
    private @Nullable SocketAddress realDestination;

    AcceptedConnection(Channel channel, Bind bind) {
        this.channel = channel;
        this.bind = bind;
    }

    long acceptedNanos() {
        return acceptedNanos;
    }

    /** When the client could begin. */
    long readyNanos() {
        return readyNanos;
    }

    @Override
    public SocketAddress source() {
        return source == null ? realSource() : source;
    }

    @Override
    public SocketAddress destination() {
        return destination == null ? realDestination() : destination;
    }

    @Override
    public SocketAddress realSource() {
        return realSource == null ? known(channel.remoteAddress()) : realSource;
    }

    @Override
    public SocketAddress realDestination() {
        return realDestination == null ? known(channel.localAddress()) : realDestination;
    }

    private static SocketAddress known(@Nullable SocketAddress address) {
        return address == null ? UNKNOWN : address;
    }

    @Override
    public int handshakeMillis() {
        return (int) ((readyNanos - acceptedNanos) / 1_000_000);
    }

    @Override
    public @Nullable ProxyHeader proxyHeader() {
        return proxyHeader;
    }

    @Override
    public @Nullable HandshakeFault handshakeFault() {
        return fault;
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

    @Override
    public long ageMillis() {
        return (System.nanoTime() - acceptedNanos) / 1_000_000;
    }

    // ---- from the accept to its session

    /** Whether it may go on after the {@code tcp-request connection} lines of its frontend. */
    boolean isAdmitted(LoopContext context, Frontend frontend) {
        if (!frontend.config().rules().tcp().concernConnections()) return true;
        var begun = new Admission(context, frontend, this);
        admission = begun;
        return isGranted(begun.connection(), begun);
    }

    /** Whether a header of the PROXY protocol must come before anything else. */
    boolean expectsProxy() {
        return bind.acceptProxy() || admission != null && admission.expectsProxy();
    }

    /** The header has come. */
    void received(ProxyHeader header) {
        readyNanos = System.nanoTime();
        proxyHeader = header;
        if (header.source() == null) return;
        source = header.source();
        destination = header.destination();
    }

    /** Whether it may go on after the {@code tcp-request session} lines of its frontend. */
    boolean isSession() {
        var begun = admission;
        admission = null;
        return begun == null || isGranted(begun.session(), begun);
    }

    private boolean isGranted(Admission.Answer answer, Admission by) {
        tracking = by.tracking();
        take(by.seen());
        mark(by.stream());
        // as HAProxy: who is refused before anything else gets a reset, which costs nothing further
        if (answer == Admission.Answer.RESET) resetAtClose();
        if (answer == Admission.Answer.SILENT) ClientOption.SILENCE.apply(channel, 1);
        return answer == Admission.Answer.GRANTED;
    }

    private void mark(StreamSettings said) {
        if (said.mark() != StreamSettings.MARK_UNSET) ClientOption.MARK.apply(channel, said.mark());
        if (said.tos() != StreamSettings.MARK_UNSET) ClientOption.TOS.apply(channel, said.tos());
    }

    private void take(ConnectionView seen) {
        if (seen == this) return;
        realSource = seen.realSource();
        realDestination = seen.realDestination();
        source = seen.source();
        destination = seen.destination();
    }

    /** What it began with was not what it should be: it is not to become a session. */
    void failed(HandshakeFault why, LoopContext context, Frontend frontend) {
        fault = why;
        admission = null;
        Admission.failed(context, frontend, this, acceptedNanos);
    }

    void resetAtClose() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }

    /** Others may take what its variables took. */
    void endVariables(@Nullable VariableSizes sizes) {
        if (sizes != null && variables != null) sizes.end(variables);
    }

    /** The connection is over. */
    void stopTracking() {
        var ended = tracking;
        tracking = null;
        if (ended != null) ended.release();
    }
}
