package io.weir.rules.config;

import io.weir.rules.Place;
import io.weir.rules.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code frontend}, or the client side of a {@code listen}.
 *
 * @param maxConnections client connections open at once, 1 or more; 0: only the process's limit
 * @param capturing what is kept of messages, and what names them
 * @param errorFiles replies of {@code errorfile} by status
 * @param defaultBackend null: requests that no rule sends anywhere get 503
 * @param defaultBackendPlace of the name that {@code default_backend} gives; of the section when there is none
 */
public record FrontendConfig(
        String name,
        Place place,
        String description,
        Mode mode,
        int maxConnections,
        List<Bind> binds,
        Timeouts timeouts,
        HttpOptions http,
        LogOptions log,
        Capturing capturing,
        ProxyRules rules,
        List<UseBackend> useBackends,
        @Nullable String defaultBackend,
        Place defaultBackendPlace,
        Map<Integer, Reply.Raw> errorFiles) {
    public FrontendConfig {
        binds = List.copyOf(binds);
        useBackends = List.copyOf(useBackends);
        errorFiles = Map.copyOf(errorFiles);
    }
}
