package io.weir.engine.frontend;

import io.netty.buffer.ByteBuf;
import io.weir.rules.HandshakeFault;
import io.weir.rules.ProxyHeader;
import java.nio.charset.StandardCharsets;

/**
 * Reads the header of the PROXY protocol, either version, from the first bytes of a connection. It keeps nothing between
 * two calls: it is asked again with more of them. What may yet become a header is waited for, anything else is refused
 * at its first wrong byte. Any thread.
 */
final class ProxyHeaderReader {
    private static final byte[] V1_START = "PROXY ".getBytes(StandardCharsets.US_ASCII);

    private ProxyHeaderReader() {}

    /** What has come so far. */
    sealed interface Result {}

    /** It may become a header. */
    record Incomplete() implements Result {
        static final Incomplete INSTANCE = new Incomplete();
    }

    /** A header of so many bytes. */
    record Complete(ProxyHeader header, int bytes) implements Result {}

    /** No header, or one that must not be believed. */
    record Refused(HandshakeFault fault) implements Result {}

    /** Looks at the readable bytes, of which there is at least one, and leaves them where they are. */
    static Result read(ByteBuf in, int maxBytes) {
        if (startsLike(in, V1_START)) return ProxyLineReader.read(in);
        if (startsLike(in, ProxyBytesReader.SIGNATURE)) return ProxyBytesReader.read(in, maxBytes);
        return new Refused(HandshakeFault.NO_HEADER);
    }

    /** Whether all bytes that are there are those of that start. */
    private static boolean startsLike(ByteBuf in, byte[] start) {
        int length = Math.min(in.readableBytes(), start.length);
        for (int i = 0; i < length; i++) if (in.getByte(in.readerIndex() + i) != start[i]) return false;
        return true;
    }
}
