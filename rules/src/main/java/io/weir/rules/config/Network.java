package io.weir.rules.config;

import java.net.InetAddress;

/**
 * An address and a prefix length.
 *
 * @param prefix 0 to 32, or to 128 for IPv6
 */
public record Network(InetAddress address, int prefix) {
    /** Whether that address lies in it; never across families. */
    public boolean contains(InetAddress other) {
        byte[] a = address.getAddress();
        byte[] b = other.getAddress();
        if (a.length != b.length) return false;
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) if (a[i] != b[i]) return false;
        int rest = prefix % 8;
        return rest == 0 || ((a[whole] ^ b[whole]) & 0xff) >> (8 - rest) == 0;
    }
}
