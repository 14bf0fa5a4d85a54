package io.weir.rules.sample;

import io.weir.rules.RequestHead;
import io.weir.rules.Transaction;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The IPv4 address and the port in a target of absolute form ({@code url_ip}, {@code url_port}); names are not looked
 * up. Any thread.
 */
final class TargetAuthority {
    private TargetAuthority() {}

    static void addTo(Fetches.Table table) {
        table.add("url_ip", SampleType.IP, Needs.REQUEST, txn -> address(of(txn)));
        table.add("url_port", SampleType.INT, Needs.REQUEST, TargetAuthority::port);
    }

    /** What stands between the scheme and the path, or null. */
    private static @Nullable String of(Transaction txn) {
        String target = target(txn);
        int scheme = target.indexOf("://");
        return scheme < 0 ? null : target.substring(scheme + 3);
    }

    private static String target(Transaction txn) {
        RequestHead head = txn.request();
        return head.headers().text(head.targetStart(), head.pathStart());
    }

    private static @Nullable InetAddress address(@Nullable String authority) {
        if (authority == null) return null;
        int colon = authority.indexOf(':');
        return Addresses.parse4(colon < 0 ? authority : authority.substring(0, colon), 4, 4);
    }

    private static @Nullable Object port(Transaction txn) {
        String authority = of(txn);
        if (authority == null || address(authority) == null) return null;
        int colon = authority.indexOf(':');
        if (colon >= 0) return Casts.leadingNumber(authority.substring(colon + 1));
        return target(txn).toLowerCase(Locale.ROOT).startsWith("https:") ? 443L : 80L;
    }
}
