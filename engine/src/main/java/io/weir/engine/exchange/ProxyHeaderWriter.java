package io.weir.engine.exchange;

import static io.weir.engine.exchange.ProxyHeaderFormat.CRC_BYTES;
import static io.weir.engine.exchange.ProxyHeaderFormat.LOCAL;
import static io.weir.engine.exchange.ProxyHeaderFormat.PROXY;
import static io.weir.engine.exchange.ProxyHeaderFormat.START_BYTES;
import static io.weir.engine.exchange.ProxyHeaderFormat.TCP_OVER_IPV4;
import static io.weir.engine.exchange.ProxyHeaderFormat.TCP_OVER_IPV6;
import static io.weir.engine.exchange.ProxyHeaderFormat.TYPE_AUTHORITY;
import static io.weir.engine.exchange.ProxyHeaderFormat.TYPE_CRC32C;
import static io.weir.engine.exchange.ProxyHeaderFormat.TYPE_SSL;
import static io.weir.engine.exchange.ProxyHeaderFormat.TYPE_UNIQUE_ID;

import io.weir.engine.server.Server;
import io.weir.rules.ConnectionView;
import io.weir.rules.ProxyHeader;
import io.weir.rules.config.SendProxy;
import io.weir.rules.config.SendProxy.Option;
import io.weir.rules.sample.Addresses;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes the header of the PROXY protocol that a connection to a server begins with: where the client comes from and
 * where it went to, as rules see it by then. Loop-confined.
 */
final class ProxyHeaderWriter {
    private static final byte[] SIGNATURE = ProxyHeaderFormat.signature();
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    /** One byte of flags and a result of a verification: the client did not speak TLS. */
    private static final byte[] NO_SSL = new byte[5];

    private final @Nullable InetSocketAddress source;
    private final @Nullable InetSocketAddress destination;

    private ProxyHeaderWriter(ConnectionView client) {
        source = inet(client.source());
        destination = inet(client.destination());
    }

    /** Null where that server wants none. */
    static byte @Nullable [] headerFor(Exchange exchange, Server server) {
        SendProxy wanted = server.config().sendProxy();
        if (wanted == null) return null;
        var writer = new ProxyHeaderWriter(exchange.txn().connection());
        return switch (wanted.version()) {
            case V1 -> writer.line().getBytes(StandardCharsets.US_ASCII);
            case V2 -> writer.bytes(wanted, exchange);
        };
    }

    private static @Nullable InetSocketAddress inet(Object address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null ? inet : null;
    }

    private String line() {
        var from = source;
        var to = destination;
        if (from == null || to == null) return "PROXY UNKNOWN\r\n";
        boolean v4 = isV4(from) && isV4(to);
        return "PROXY " + (v4 ? "TCP4 " : "TCP6 ") + text(from.getAddress(), v4) + " " + text(to.getAddress(), v4) + " "
                + from.getPort() + " " + to.getPort() + "\r\n";
    }

    private static boolean isV4(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address;
    }

    private static String text(InetAddress address, boolean v4) {
        String text = Addresses.text(address);
        return !v4 && address instanceof Inet4Address ? "::ffff:" + text : text;
    }

    private byte[] bytes(SendProxy wanted, Exchange exchange) {
        var out = new ByteArrayOutputStream(64);
        out.writeBytes(SIGNATURE);
        addresses(out);
        int checksum = out.size() + 3;
        if (wanted.options().contains(Option.CRC32C)) field(out, TYPE_CRC32C, new byte[CRC_BYTES]);
        if (wanted.options().contains(Option.AUTHORITY)) authority(out, exchange);
        if (wanted.options().contains(Option.UNIQUE_ID)) uniqueId(out, exchange);
        if (wanted.options().contains(Option.SSL)) field(out, TYPE_SSL, NO_SSL);
        byte[] header = out.toByteArray();
        int length = header.length - START_BYTES;
        header[START_BYTES - 2] = (byte) (length >> 8);
        header[START_BYTES - 1] = (byte) length;
        if (wanted.options().contains(Option.CRC32C)) checksum(header, checksum);
        return header;
    }

    /** What it is about, two bytes for a length that is not known yet, and the addresses. */
    private void addresses(ByteArrayOutputStream out) {
        var from = source;
        var to = destination;
        if (from == null || to == null) {
            out.writeBytes(new byte[] {LOCAL, 0, 0, 0});
            return;
        }
        boolean v4 = isV4(from) && isV4(to);
        out.writeBytes(new byte[] {PROXY, v4 ? (byte) TCP_OVER_IPV4 : TCP_OVER_IPV6, 0, 0});
        host(out, from.getAddress(), v4);
        host(out, to.getAddress(), v4);
        number(out, from.getPort());
        number(out, to.getPort());
    }

    private static void host(ByteArrayOutputStream out, InetAddress address, boolean v4) {
        if (!v4 && address instanceof Inet4Address) out.writeBytes(MAPPED);
        out.writeBytes(address.getAddress());
    }

    /** That of the header which the client's connection began with. */
    private static void authority(ByteArrayOutputStream out, Exchange exchange) {
        ProxyHeader received = exchange.txn().connection().proxyHeader();
        if (received != null && received.authority() != null) field(out, TYPE_AUTHORITY, latin(received.authority()));
    }

    private static void uniqueId(ByteArrayOutputStream out, Exchange exchange) {
        String id = exchange.txn().uniqueId();
        field(out, TYPE_UNIQUE_ID, id == null ? new byte[0] : latin(id));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void field(ByteArrayOutputStream out, int type, byte[] value) {
        out.write(type);
        number(out, value.length);
        out.writeBytes(value);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    /** Over the whole header, in which its own place counts as zeros. */
    private static void checksum(byte[] header, int at) {
        var crc = new CRC32C();
        crc.update(header);
        for (int i = 0; i < CRC_BYTES; i++) header[at + i] = (byte) (crc.getValue() >> 24 - 8 * i);
    }
}
