package io.weir.engine.exchange;

import io.weir.rules.Transaction;
import io.weir.rules.config.ForwardFor;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** {@code option forwardfor}: the client's address as a new last value. Any thread. */
final class ForwardedFor {
    private ForwardedFor() {}

    static void add(@Nullable ForwardFor option, Transaction txn) {
        if (option == null || !(txn.connection().source() instanceof InetSocketAddress client)) return;
        var except = option.except();
        if (except != null && except.contains(client.getAddress())) return;
        var headers = txn.request().headers();
        if (option.ifNone() && headers.has(option.header())) return;
        headers.add(option.header(), client.getAddress().getHostAddress());
    }
}
