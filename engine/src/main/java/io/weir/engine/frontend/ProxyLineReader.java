package io.weir.engine.frontend;

import io.netty.buffer.ByteBuf;
import io.weir.engine.frontend.ProxyHeaderReader.Complete;
import io.weir.engine.frontend.ProxyHeaderReader.Incomplete;
import io.weir.engine.frontend.ProxyHeaderReader.Refused;
import io.weir.engine.frontend.ProxyHeaderReader.Result;
import io.weir.rules.HandshakeFault;
import io.weir.rules.ProxyHeader;
import io.weir.rules.sample.Addresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Version 1 of the header of the PROXY protocol: {@code PROXY TCP4 1.2.3.4 5.6.7.8 1111 2222} and CR LF. Any thread. */
final class ProxyLineReader {
    /** Of the longest line, its end included (PROXY protocol section 2.1). */
    private static final int MAX_BYTES = 107;

    private static final int WORDS = 6;
    private static final int MAX_PORT = 65535;

    private ProxyLineReader() {}

    static Result read(ByteBuf in) {
        int length = Math.min(in.readableBytes(), MAX_BYTES);
        int lf = in.indexOf(in.readerIndex(), in.readerIndex() + length, (byte) '\n');
        if (lf < 0) return length < MAX_BYTES ? Incomplete.INSTANCE : refused();
        int end = lf - in.readerIndex();
        String line = in.toString(in.readerIndex(), end, StandardCharsets.ISO_8859_1);
        if (!line.endsWith("\r")) return refused();
        String[] words = line.substring(0, line.length() - 1).split(" ", -1);
        return switch (words[1]) {
            case "TCP4" -> addressed(words, end + 1, false);
            case "TCP6" -> addressed(words, end + 1, true);
            case "UNKNOWN" -> words.length == 2 ? new Complete(ProxyHeader.LOCAL, end + 1) : unhandled();
            default -> unhandled();
        };
    }

    private static Result addressed(String[] words, int bytes, boolean v6) {
        if (words.length != WORDS) return refused();
        InetSocketAddress source = endpoint(words[2], words[4], v6);
        InetSocketAddress destination = endpoint(words[3], words[5], v6);
        if (source == null || destination == null) return refused();
        return new Complete(new ProxyHeader(source, destination, null, null), bytes);
    }

    private static @Nullable InetSocketAddress endpoint(String host, String portText, boolean v6) {
        InetAddress address = Addresses.parse(host);
        int port = port(portText);
        if (address == null || port < 0) return null;
        boolean canonical =
                v6 ? host.indexOf(':') >= 0 : address.getHostAddress().equals(host);
        return canonical ? new InetSocketAddress(address, port) : null;
    }

    /** -1 for anything but decimal digits without a leading zero. */
    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5 || text.length() > 1 && text.charAt(0) == '0') return -1;
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            port = port * 10 + digit;
        }
        return port <= MAX_PORT ? port : -1;
    }

    private static Result refused() {
        return new Refused(HandshakeFault.BAD_HEADER);
    }

    private static Result unhandled() {
        return new Refused(HandshakeFault.UNKNOWN_PROTOCOL);
    }
}
