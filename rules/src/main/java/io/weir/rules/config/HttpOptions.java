package io.weir.rules.config;

import org.jspecify.annotations.Nullable;

/**
 * HTTP behaviour of a proxy.
 *
 * @param keepAliveWhenFull {@code option keepalive-when-full}: do not close client connections at maxconn
 * @param forwardFor null: no header is added
 * @param acceptInvalidRequest {@code option accept-invalid-http-request}
 * @param acceptInvalidResponse {@code option accept-invalid-http-response}
 */
public record HttpOptions(
        ConnectionMode connectionMode,
        boolean keepAliveWhenFull,
        @Nullable ForwardFor forwardFor,
        boolean acceptInvalidRequest,
        boolean acceptInvalidResponse) {}
