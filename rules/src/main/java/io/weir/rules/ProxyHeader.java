package io.weir.rules;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a client connection began with: the header of the PROXY protocol. Any thread; immutable.
 *
 * @param source the client's address as it says; null with {@code destination}: it leaves the addresses as they are
 * @param authority the name of the host that the client asked for, or null
 * @param uniqueId what was given to the connection before it came here, or null
 */
public record ProxyHeader(
        @Nullable InetSocketAddress source,
        @Nullable InetSocketAddress destination,
        @Nullable String authority,
        @Nullable String uniqueId) {
    /** Says nothing. */
    public static final ProxyHeader LOCAL = new ProxyHeader(null, null, null, null);
}
