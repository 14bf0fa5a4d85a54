package io.weir.engine.exchange;

import io.weir.rules.Transaction;
import io.weir.rules.config.ForwardFor;
import io.weir.rules.config.HttpOptions;
import io.weir.rules.sample.Casts;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * {@code option forwardfor} and {@code option originalto}: the client's address, and the one that it connected to, as a new
 * last value. Any thread.
 */
final class ForwardedFor {
    private ForwardedFor() {}

    /** Once, whether one proxy has the option or both have; the backend's header name counts before the frontend's. */
    static void add(HttpOptions frontend, HttpOptions backend, Transaction txn) {
        add(frontend.forwardFor(), backend.forwardFor(), txn.connection().source(), txn);
        add(frontend.originalTo(), backend.originalTo(), txn.connection().destination(), txn);
    }

    private static void add(
            @Nullable ForwardFor first, @Nullable ForwardFor second, SocketAddress address, Transaction txn) {
        ForwardFor named = second == null ? first : second;
        if (named == null || !(address instanceof InetSocketAddress inet)) return;
        if (excepts(first, inet) || excepts(second, inet)) return;
        var headers = txn.request().headers();
        if ((first == null || first.ifNone()) && (second == null || second.ifNone()) && headers.has(named.header()))
            return;
        headers.add(named.header(), Casts.text(inet.getAddress()));
    }

    private static boolean excepts(@Nullable ForwardFor option, InetSocketAddress client) {
        return option != null && option.except() != null && option.except().contains(client.getAddress());
    }
}
