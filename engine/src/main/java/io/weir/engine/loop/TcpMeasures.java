package io.weir.engine.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.weir.rules.TcpMeasure;

/** What the kernel measures of the TCP connection under a channel, where the transport lets it be asked. Loop-confined. */
public final class TcpMeasures {
    private TcpMeasures() {}

    /** -1 where nothing is known: another transport, a unix socket, or a connection that is gone. */
    public static long of(Channel channel, TcpMeasure measure) {
        if (!(channel instanceof EpollSocketChannel tcp) || !tcp.isOpen()) return -1;
        EpollTcpInfo info;
        try {
            info = tcp.tcpInfo();
        } catch (ChannelException e) {
            return -1;
        }
        return switch (measure) {
            case RTT -> info.rtt();
            case RTTVAR -> info.rttvar();
            case UNACKED -> info.unacked();
            case SACKED -> info.sacked();
            case LOST -> info.lost();
            case RETRANS -> info.retrans();
            case FACKETS -> info.fackets();
            case REORDERING -> info.reordering();
        };
    }
}
