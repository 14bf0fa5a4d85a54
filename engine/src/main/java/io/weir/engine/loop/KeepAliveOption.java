package io.weir.engine.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.weir.rules.config.KeepAlive;

/** Turns on the kernel's keep-alive probes of a connection. Loop-confined. */
public final class KeepAliveOption {
    private KeepAliveOption() {}

    /** @throws io.netty.channel.ChannelException when the connection is gone */
    public static void apply(Channel channel, KeepAlive keepAlive) {
        if (!keepAlive.on()) return;
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        if (keepAlive.count() > 0) TcpOption.KEEP_COUNT.set(channel, keepAlive.count());
        if (keepAlive.idleSeconds() > 0) TcpOption.KEEP_IDLE_SECONDS.set(channel, keepAlive.idleSeconds());
        if (keepAlive.intervalSeconds() > 0) TcpOption.KEEP_INTERVAL_SECONDS.set(channel, keepAlive.intervalSeconds());
    }
}
