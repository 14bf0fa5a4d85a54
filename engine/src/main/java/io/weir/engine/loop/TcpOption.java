package io.weir.engine.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Options of Linux's TCP sockets, by the kernel's numbers: the same on epoll and on io_uring. Any thread. */
public enum TcpOption {
    REUSE_ADDRESS(1, 2),
    KEEP_ALIVE(1, 9),
    KEEP_IDLE_SECONDS(6, 4),
    KEEP_INTERVAL_SECONDS(6, 5),
    KEEP_COUNT(6, 6),
    MAX_SEGMENT_BYTES(6, 2),
    /** In seconds. */
    DEFER_ACCEPT(6, 9),
    QUICK_ACK(6, 12),
    USER_TIMEOUT_MILLIS(6, 18),
    /** How many clients may be at that stage. */
    FAST_OPEN_QUEUE(6, 23),
    FAST_OPEN_CONNECT(6, 30),
    TRANSPARENT(0, 19),
    TRANSPARENT_V6(41, 75),
    /** A bound address gets its port only with the connection, so that each destination has all ports. */
    BIND_ADDRESS_NO_PORT(0, 24),
    V6_ONLY(41, 26);

    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;

    @SuppressWarnings("ImmutableEnumChecker") // Netty's options do not change
    private final IntegerUnixChannelOption option;

    TcpOption(int level, int number) {
        this.option = new IntegerUnixChannelOption("weir." + name(), level, number);
    }

    /** @throws ChannelException when the kernel refuses, or the channel is none of Linux's native ones */
    public void set(Channel channel, int value) {
        if (!channel.config().setOption(option, value)) throw new ChannelException(name() + " is not supported");
    }

    public int get(Channel channel) {
        Integer value = channel.config().getOption(option);
        if (value == null) throw new ChannelException(name() + " is not supported");
        return value;
    }

    /**
     * Ties the socket to one network interface.
     *
     * @throws ChannelException when the kernel refuses, or the channel is none of Linux's native ones
     */
    public static void bindToInterface(Channel channel, String name) {
        byte[] bytes = (name + '\0').getBytes(StandardCharsets.ISO_8859_1);
        var option = new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, bytes.length);
        if (!channel.config().setOption(option, ByteBuffer.wrap(bytes)))
            throw new ChannelException("SO_BINDTODEVICE is not supported");
    }
}
