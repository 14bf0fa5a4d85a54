package io.weir.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.weir.engine.loop.TcpOption;
import io.weir.rules.config.KeepAlive;
import io.weir.rules.config.ServerSocket;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ServerSocketOptionsTest {
    @Test
    void theSocketHasWhatTheConfigurationAsksFor() {
        var channel = channel();

        ServerSocketOptions.apply(channel, new ServerSocket(null, new KeepAlive(true, 3, 55, 7), 9000, true, true));

        assertEquals(1, TcpOption.KEEP_ALIVE.get(channel));
        assertEquals(3, TcpOption.KEEP_COUNT.get(channel));
        assertEquals(55, TcpOption.KEEP_IDLE_SECONDS.get(channel));
        assertEquals(7, TcpOption.KEEP_INTERVAL_SECONDS.get(channel));
        assertEquals(9000, TcpOption.USER_TIMEOUT_MILLIS.get(channel));
        assertEquals(1, TcpOption.FAST_OPEN_CONNECT.get(channel));
        assertEquals(0, TcpOption.QUICK_ACK.get(channel));
        channel.unsafe().closeForcibly();
    }

    @Test
    void anAddressAloneGetsItsPortWithTheConnectionAndOneWithAPortIsShared() {
        var free = channel();
        var fixed = channel();

        ServerSocketOptions.applySource(free, new InetSocketAddress("127.0.0.2", 0));
        ServerSocketOptions.applySource(fixed, new InetSocketAddress("127.0.0.2", 5000));

        assertEquals(1, TcpOption.BIND_ADDRESS_NO_PORT.get(free));
        assertEquals(0, TcpOption.BIND_ADDRESS_NO_PORT.get(fixed));
        assertEquals(1, TcpOption.REUSE_ADDRESS.get(fixed));
        free.unsafe().closeForcibly();
        fixed.unsafe().closeForcibly();
    }

    private static EpollSocketChannel channel() {
        Epoll.ensureAvailability();
        return new EpollSocketChannel();
    }
}
