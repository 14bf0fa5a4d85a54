package io.weir.rules.config;

import io.weir.rules.Place;
import io.weir.rules.action.ReplyTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code backend}, or the server side of a {@code listen}; the rule lines of a {@code listen} stand in its frontend
 * only, so that they run once.
 *
 * @param id as statistics number it, see {@code id}; a {@code listen} has one for both sides
 * @param direct where requests go that no server is chosen for ({@code dispatch}, {@code option transparent}); null: the
 *     balancing chooses one
 * @param retries further attempts after the first, 0 or more
 * @param retryOn what another attempt is made for
 * @param redispatch retries between two changes of server ({@code option redispatch}): 0 never, -1 on the last one, n
 *     every n-th
 * @param abortOnClose {@code option abortonclose}: a client that ends its direction takes its request back
 * @param errorReplies what answers in place of the frontend's and the built-in pages, by status
 * @param maxConnections requests at all its servers together; 0: no limit beyond theirs
 * @param fullConnections the load at which its servers may use their whole {@code maxconn}; 0: found out
 * @param disabled whether {@code use_backend} skips it
 */
public record BackendConfig(
        String name,
        int id,
        Place place,
        String description,
        Mode mode,
        Balance balance,
        List<ServerConfig> servers,
        @Nullable ServerConfig direct,
        Timeouts timeouts,
        HttpOptions http,
        HttpReuse reuse,
        int retries,
        RetryOn retryOn,
        int redispatch,
        boolean abortOnClose,
        int maxConnections,
        int fullConnections,
        Persistence persistence,
        boolean disabled,
        ProxyRules rules,
        Map<Integer, ReplyTemplate> errorReplies) {
    public BackendConfig {
        servers = List.copyOf(servers);
        errorReplies = Map.copyOf(errorReplies);
    }
}
