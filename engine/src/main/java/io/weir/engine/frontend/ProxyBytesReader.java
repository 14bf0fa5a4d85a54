package io.weir.engine.frontend;

import static io.weir.engine.exchange.ProxyHeaderFormat.CRC_BYTES;
import static io.weir.engine.exchange.ProxyHeaderFormat.LOCAL;
import static io.weir.engine.exchange.ProxyHeaderFormat.PROXY;
import static io.weir.engine.exchange.ProxyHeaderFormat.START_BYTES;
import static io.weir.engine.exchange.ProxyHeaderFormat.TCP_OVER_IPV4;
import static io.weir.engine.exchange.ProxyHeaderFormat.TCP_OVER_IPV6;
import static io.weir.engine.exchange.ProxyHeaderFormat.TYPE_AUTHORITY;
import static io.weir.engine.exchange.ProxyHeaderFormat.TYPE_CRC32C;
import static io.weir.engine.exchange.ProxyHeaderFormat.TYPE_UNIQUE_ID;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.weir.engine.exchange.ProxyHeaderFormat;
import io.weir.engine.frontend.ProxyHeaderReader.Complete;
import io.weir.engine.frontend.ProxyHeaderReader.Incomplete;
import io.weir.engine.frontend.ProxyHeaderReader.Refused;
import io.weir.engine.frontend.ProxyHeaderReader.Result;
import io.weir.rules.HandshakeFault;
import io.weir.rules.ProxyHeader;
import io.weir.rules.sample.Addresses;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Version 2 of the header of the PROXY protocol: a signature, what it is about, two addresses, and fields of a type and a
 * length. Loop-confined.
 */
final class ProxyBytesReader {
    static final byte[] SIGNATURE = ProxyHeaderFormat.signature();

    private static final int FIELD_START_BYTES = 3;
    private static final int MAX_AUTHORITY_BYTES = 255;
    private static final int MAX_UNIQUE_ID_BYTES = 128;

    private final byte[] bytes;
    private int at = START_BYTES;
    private @Nullable String authority;
    private @Nullable String uniqueId;

    private ProxyBytesReader(byte[] bytes) {
        this.bytes = bytes;
    }

    static Result read(ByteBuf in, int maxBytes) {
        int start = in.readerIndex();
        int there = in.readableBytes();
        if (there <= SIGNATURE.length) return Incomplete.INSTANCE;
        int command = in.getUnsignedByte(start + SIGNATURE.length);
        if (command >> 4 != 2) return new Refused(HandshakeFault.NO_HEADER);
        if (there < START_BYTES) return Incomplete.INSTANCE;
        int length = START_BYTES + in.getUnsignedShort(start + START_BYTES - 2);
        if (length > maxBytes) return new Refused(HandshakeFault.HEADER_TRUNCATED);
        if (there < length) return Incomplete.INSTANCE;
        ProxyHeader header = switch (command) {
            case LOCAL -> ProxyHeader.LOCAL; // what it says besides is not to be looked at (section 2.2)
            case PROXY -> new ProxyBytesReader(ByteBufUtil.getBytes(in, start, length)).proxied();
            default -> null;
        };
        return header == null ? new Refused(HandshakeFault.BAD_HEADER) : new Complete(header, length);
    }

    /** Null when it is not well-formed, or about something other than TCP. */
    private @Nullable ProxyHeader proxied() {
        int addressBytes = switch (bytes[START_BYTES - 3]) {
            case TCP_OVER_IPV4 -> 4;
            case TCP_OVER_IPV6 -> 16;
            default -> -1;
        };
        int ports = START_BYTES + 2 * addressBytes;
        if (addressBytes < 0 || bytes.length < ports + 4) return null;
        var source = address(addressBytes, ports);
        var destination = address(addressBytes, ports + 2);
        at = ports + 4;
        while (at < bytes.length) if (!field()) return null;
        return new ProxyHeader(source, destination, authority, uniqueId);
    }

    private InetSocketAddress address(int length, int port) {
        var address = Addresses.of(Arrays.copyOfRange(bytes, at, at + length));
        at += length;
        return new InetSocketAddress(address, number(port));
    }

    /** Whether the next field is well-formed and says what it may. */
    private boolean field() {
        if (at + FIELD_START_BYTES > bytes.length) return false;
        int type = bytes[at];
        int length = number(at + 1);
        int value = at + FIELD_START_BYTES;
        at = value + length;
        if (at > bytes.length) return false;
        switch (type) {
            case TYPE_AUTHORITY -> {
                if (length > MAX_AUTHORITY_BYTES) return false;
                authority = text(value, length);
            }
            case TYPE_UNIQUE_ID -> {
                if (length > MAX_UNIQUE_ID_BYTES) return false;
                uniqueId = text(value, length);
            }
            case TYPE_CRC32C -> {
                return length == CRC_BYTES && isChecksum(value);
            }
            default -> {} // for others to read
        }
        return true;
    }

    /** Over the whole header, in which its own place counts as zeros. */
    private boolean isChecksum(int from) {
        long said = Integer.toUnsignedLong(number(from) << 16 | number(from + 2));
        Arrays.fill(bytes, from, from + CRC_BYTES, (byte) 0);
        var computed = new CRC32C();
        computed.update(bytes);
        return computed.getValue() == said;
    }

    private int number(int index) {
        return (bytes[index] & 0xff) << 8 | bytes[index + 1] & 0xff;
    }

    private String text(int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}
