package io.weir.engine;

import io.netty.channel.ChannelException;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.weir.engine.loop.TcpOption;
import io.weir.rules.config.Bind;
import io.weir.rules.config.Endpoint;
import io.weir.rules.config.ListenSocket;
import io.weir.rules.config.ListenSocket.IpVersions;

/** What a {@code bind} line asks of its socket. Control thread. */
final class ListenSocketOptions {
    /** As in HAProxy; the kernel rounds it to what its retransmissions allow. */
    private static final int DEFER_SECONDS = 1;

    private ListenSocketOptions() {}

    /**
     * What decides where it listens, and so comes before it is bound.
     *
     * @throws ChannelException when the kernel refuses
     */
    static void applyBeforeBind(ServerChannel channel, Bind bind) {
        if (!(bind.endpoint() instanceof Endpoint.Inet(String host, int _))) return;
        ListenSocket socket = bind.socket();
        boolean six = host.indexOf(':') >= 0;
        if (six && socket.ipVersions() != IpVersions.SYSTEM)
            TcpOption.V6_ONLY.set(channel, socket.ipVersions() == IpVersions.ONLY_SIX ? 1 : 0);
        if (socket.transparent()) (six ? TcpOption.TRANSPARENT_V6 : TcpOption.TRANSPARENT).set(channel, 1);
        if (!socket.interfaceName().isEmpty()) TcpOption.bindToInterface(channel, socket.interfaceName());
    }

    /**
     * What its clients' sockets take over from it.
     *
     * @throws ChannelException when the kernel refuses
     */
    static void apply(ServerChannel channel, Bind bind, int backlog) {
        boolean unix =
                bind.endpoint() instanceof Endpoint.Unix || channel.localAddress() instanceof DomainSocketAddress;
        if (unix) return;
        ListenSocket socket = bind.socket();
        if (socket.maxSegmentBytes() > 0) TcpOption.MAX_SEGMENT_BYTES.set(channel, socket.maxSegmentBytes());
        if (socket.userTimeoutMillis() > 0) TcpOption.USER_TIMEOUT_MILLIS.set(channel, socket.userTimeoutMillis());
        if (socket.deferAccept()) TcpOption.DEFER_ACCEPT.set(channel, DEFER_SECONDS);
        if (socket.fastOpen()) TcpOption.FAST_OPEN_QUEUE.set(channel, backlog);
    }
}
