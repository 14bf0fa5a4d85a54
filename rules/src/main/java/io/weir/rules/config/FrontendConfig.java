package io.weir.rules.config;

import io.weir.rules.Place;
import io.weir.rules.action.ReplyTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code frontend}, or the client side of a {@code listen}.
 *
 * @param id as statistics number it, see {@code id}; a {@code listen} has one for both sides
 * @param maxConnections client connections open at once, 1 or more; 0: only the process's limit
 * @param sessionsPerSecond {@code rate-limit sessions}: client connections accepted a second; 0: no limit
 * @param socket what the socket of each client is asked for
 * @param monitor null: no target is special
 * @param capturing what is kept of messages, and what names them
 * @param errorReplies what answers in place of the built-in pages, by status
 * @param defaultBackend null: requests that no rule sends anywhere get 503
 * @param defaultBackendPlace of the name that {@code default_backend} gives; of the section when there is none
 */
public record FrontendConfig(
        String name,
        int id,
        Place place,
        String description,
        Mode mode,
        int maxConnections,
        int sessionsPerSecond,
        List<Bind> binds,
        ClientSocket socket,
        Timeouts timeouts,
        HttpOptions http,
        LogOptions log,
        Capturing capturing,
        ProxyRules rules,
        List<UseBackend> useBackends,
        @Nullable String defaultBackend,
        Place defaultBackendPlace,
        @Nullable Monitor monitor,
        Map<Integer, ReplyTemplate> errorReplies) {
    public FrontendConfig {
        binds = List.copyOf(binds);
        useBackends = List.copyOf(useBackends);
        errorReplies = Map.copyOf(errorReplies);
    }
}
