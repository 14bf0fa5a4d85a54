package io.weir.engine.account;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Writes addresses as HAProxy's logs show them: {@code 10.0.1.2:33312}, {@code ::1:43830}, {@code unix:1}. Any thread. */
final class LogAddress {
    private LogAddress() {}

    /** @param listener number of the bind address, in place of a port where there is none */
    static void write(@Nullable SocketAddress address, int listener, LogLine line) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            host(inet.getAddress(), line);
            line.put(':').put(inet.getPort());
        } else line.put("unix:").put(listener);
    }

    static void host(InetAddress address, LogLine line) {
        if (!(address instanceof Inet4Address)) {
            line.put(NetUtil.toAddressString(address));
            return;
        }
        byte[] parts = address.getAddress();
        line.put(parts[0] & 0xff).put('.').put(parts[1] & 0xff).put('.');
        line.put(parts[2] & 0xff).put('.').put(parts[3] & 0xff);
    }
}
