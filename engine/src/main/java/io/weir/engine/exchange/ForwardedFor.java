package io.weir.engine.exchange;

import io.weir.rules.Transaction;
import io.weir.rules.config.ForwardFor;
import io.weir.rules.config.HttpOptions;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** {@code option forwardfor}: the client's address as a new last value. Any thread. */
final class ForwardedFor {
    private ForwardedFor() {}

    /** Once, whether one proxy has the option or both have; the backend's header name counts before the frontend's. */
    static void add(HttpOptions frontend, HttpOptions backend, Transaction txn) {
        ForwardFor first = frontend.forwardFor();
        ForwardFor second = backend.forwardFor();
        ForwardFor named = second == null ? first : second;
        if (named == null || !(txn.connection().source() instanceof InetSocketAddress client)) return;
        if (excepts(first, client) || excepts(second, client)) return;
        var headers = txn.request().headers();
        if ((first == null || first.ifNone()) && (second == null || second.ifNone()) && headers.has(named.header()))
            return;
        headers.add(named.header(), client.getAddress().getHostAddress());
    }

    private static boolean excepts(@Nullable ForwardFor option, InetSocketAddress client) {
        return option != null && option.except() != null && option.except().contains(client.getAddress());
    }
}
