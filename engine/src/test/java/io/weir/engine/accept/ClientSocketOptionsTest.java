package io.weir.engine.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.weir.engine.loop.TcpOption;
import io.weir.rules.config.ClientSocket;
import io.weir.rules.config.KeepAlive;
import io.weir.rules.config.ListenSocket;
import org.junit.jupiter.api.Test;

class ClientSocketOptionsTest {
    @Test
    void theSocketHasWhatTheConfigurationAsksFor() {
        var channel = channel();

        ClientSocketOptions.apply(
                channel,
                new ClientSocket(new KeepAlive(true, 2, 66, 9), true),
                ListenSocket.PLAIN.withDelayedAck(true));

        assertEquals(1, TcpOption.KEEP_ALIVE.get(channel));
        assertEquals(2, TcpOption.KEEP_COUNT.get(channel));
        assertEquals(66, TcpOption.KEEP_IDLE_SECONDS.get(channel));
        assertEquals(9, TcpOption.KEEP_INTERVAL_SECONDS.get(channel));
        assertEquals(0, TcpOption.QUICK_ACK.get(channel));
        assertEquals(0, channel.config().getSoLinger());
        channel.unsafe().closeForcibly();
    }

    private static EpollSocketChannel channel() {
        Epoll.ensureAvailability();
        return new EpollSocketChannel();
    }
}
