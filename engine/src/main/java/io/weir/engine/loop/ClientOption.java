package io.weir.engine.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.UnixChannel;

/**
 * What rules ask of the socket of a client. Where the system or the process's rights do not allow it, nothing happens, as
 * in HAProxy. Loop-confined.
 */
public enum ClientOption {
    /** Netfilter mark; needs CAP_NET_ADMIN. */
    MARK {
        @Override
        void set(Channel channel, int value) {
            tries(channel, SO_MARK, value);
        }
    },

    /** DS field of IPv4 and IPv6. */
    TOS {
        @Override
        void set(Channel channel, int value) {
            tries(channel, IPV6_TCLASS, value);
            tries(channel, IP_TOS, value);
        }
    },

    /** Its end shows nothing on the network: needs CAP_NET_ADMIN; otherwise what it sends does not pass a router. */
    SILENCE {
        @Override
        void set(Channel channel, int value) {
            if (tries(channel, TCP_REPAIR, 1)) return;
            tries(channel, IPV6_UNICAST_HOPS, 1);
            tries(channel, IP_TTL, 1);
        }
    };

    private static final IntegerUnixChannelOption SO_MARK = new IntegerUnixChannelOption("SO_MARK", 1, 36);
    private static final IntegerUnixChannelOption IP_TOS = new IntegerUnixChannelOption("IP_TOS", 0, 1);
    private static final IntegerUnixChannelOption IPV6_TCLASS = new IntegerUnixChannelOption("IPV6_TCLASS", 41, 67);
    private static final IntegerUnixChannelOption TCP_REPAIR = new IntegerUnixChannelOption("TCP_REPAIR", 6, 19);
    private static final IntegerUnixChannelOption IP_TTL = new IntegerUnixChannelOption("IP_TTL", 0, 2);
    private static final IntegerUnixChannelOption IPV6_UNICAST_HOPS =
            new IntegerUnixChannelOption("IPV6_UNICAST_HOPS", 41, 16);

    abstract void set(Channel channel, int value);

    public void apply(Channel channel, int value) {
        if (channel instanceof UnixChannel) set(channel, value);
    }

    private static boolean tries(Channel channel, IntegerUnixChannelOption option, int value) {
        try {
            return channel.config().setOption(option, value);
        } catch (ChannelException e) {
            return false;
        }
    }
}
