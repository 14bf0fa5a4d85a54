package io.weir.engine.account;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Syslog over UDP, one datagram a line. Confined to the thread that writes to it. */
final class UdpSink implements LogSink {
    private final InetSocketAddress address;
    private final DatagramChannel channel;

    UdpSink(String host, int port) throws IOException {
        address = new InetSocketAddress(InetAddress.getByName(host), port);
        channel = DatagramChannel.open(
                address.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET);
        channel.configureBlocking(false);
    }

    @Override
    public boolean write(ByteBuffer line) throws IOException {
        // Never connected: an ICMP error about one line would otherwise fail the next.
        return channel.send(line, address) > 0;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new AssertionError("closing a datagram socket", e);
        }
    }
}
