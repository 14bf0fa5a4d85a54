package io.weir.engine.accept;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.DomainSocketAddress;
import io.weir.engine.loop.KeepAliveOption;
import io.weir.engine.loop.TcpOption;
import io.weir.rules.config.ClientSocket;
import io.weir.rules.config.ListenSocket;

/** What the configuration asks of the socket of a client, set when it was accepted. Confined to the accept loop. */
final class ClientSocketOptions {
    private ClientSocketOptions() {}

    static void apply(Channel channel, ClientSocket socket, ListenSocket listening) {
        boolean plain = !listening.delaysAck() && socket.equals(ClientSocket.PLAIN);
        if (plain || channel.localAddress() instanceof DomainSocketAddress) return;
        try {
            KeepAliveOption.apply(channel, socket.keepAlive());
            if (listening.delaysAck()) TcpOption.QUICK_ACK.set(channel, 0); // it is not handed on by the listening one
            if (socket.noLinger()) channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // the client has gone already, which is seen as soon as it is served
        }
    }
}
