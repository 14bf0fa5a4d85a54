package io.weir.engine.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.UnixChannel;
import io.weir.engine.loop.KeepAliveOption;
import io.weir.engine.loop.TcpOption;
import io.weir.rules.config.ServerSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What the configuration asks of a socket to a server, set before it connects. Loop-confined. */
final class ServerSocketOptions {
    private ServerSocketOptions() {}

    /**
     * Starts connecting; what the kernel refuses is the future's failure.
     *
     * @param from null: the kernel chooses where it comes from
     */
    static ChannelFuture connect(Channel channel, SocketAddress to, ServerSocket socket, @Nullable SourceChoice from) {
        if (!(to instanceof InetSocketAddress)) return channel.connect(to);
        try {
            apply(channel, socket);
            if (from == null) return channel.connect(to);
            var source = from.address();
            if (source == null) return channel.newFailedFuture(new NoPortException());
            var taken = from.take();
            if (taken != null) channel.closeFuture().addListener(_ -> taken.giveBack());
            applySource(channel, source);
            return channel.connect(to, source);
        } catch (ChannelException e) {
            return channel.newFailedFuture(e);
        }
    }

    /** @throws ChannelException when the kernel refuses */
    static void apply(Channel channel, ServerSocket socket) {
        KeepAliveOption.apply(channel, socket.keepAlive());
        if (socket.userTimeoutMillis() > 0) TcpOption.USER_TIMEOUT_MILLIS.set(channel, socket.userTimeoutMillis());
        if (socket.delaysAck()) TcpOption.QUICK_ACK.set(channel, 0);
        if (socket.fastOpen()) TcpOption.FAST_OPEN_CONNECT.set(channel, 1);
        var source = socket.source();
        if (source != null && !source.interfaceName().isEmpty())
            TcpOption.bindToInterface(channel, source.interfaceName());
    }

    /** Prepares a socket that is to come from that address; a port of 0 is the kernel's to choose. */
    static void applySource(Channel channel, SocketAddress from) {
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        if (from instanceof InetSocketAddress inet && inet.getPort() == 0 && channel instanceof UnixChannel)
            TcpOption.BIND_ADDRESS_NO_PORT.set(channel, 1);
    }
}
