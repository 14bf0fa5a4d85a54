package io.weir.engine.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.rules.config.PersistenceCookie;
import io.weir.rules.sample.XxHash64;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * {@code cookie … dynamic}: the servers of a backend that have no cookie of their own get one made of a secret key, their
 * address and their port, the same in every proxy with that key. Any thread.
 */
public final class DynamicCookie {
    private static final int PORT_BYTES = 4;

    private boolean on;
    private String key = "";
    private Iterable<Server> servers = java.util.List.of();

    /** A version of the configuration says this, whatever an operator has said before. */
    public synchronized void replace(@Nullable PersistenceCookie cookie, Iterable<Server> current) {
        on = cookie != null && cookie.has(PersistenceCookie.Option.DYNAMIC);
        key = cookie == null ? "" : cookie.dynamicKey();
        servers = current;
        derive();
    }

    /** {@code enable dynamic-cookie}. */
    public synchronized void enable() {
        on = true;
        derive();
    }

    /** {@code disable dynamic-cookie}: those servers have none any more. */
    public synchronized void disable() {
        on = false;
        for (Server server : servers) if (server.config().cookie() == null) server.derivedCookie(null);
    }

    /** {@code set dynamic-cookie-key}. */
    public synchronized void key(String secret) {
        key = secret;
        derive();
    }

    private void derive() {
        if (!on || key.isEmpty()) return;
        for (Server server : servers)
            if (server.config().cookie() == null && server.address() instanceof InetSocketAddress address)
                server.derivedCookie(of(key, address));
    }

    /** XXH64 of key, address and port in 16 hexadecimal digits. */
    private static String of(String key, InetSocketAddress address) {
        byte[] secret = key.getBytes(ISO_8859_1);
        byte[] host = address.getAddress().getAddress();
        byte[] bytes = ByteBuffer.allocate(secret.length + host.length + PORT_BYTES)
                .put(secret)
                .put(host)
                .putInt(address.getPort())
                .array();
        return HexFormat.of().toHexDigits(XxHash64.of(bytes, 0));
    }
}
