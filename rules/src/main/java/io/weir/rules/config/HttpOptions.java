package io.weir.rules.config;

import org.jspecify.annotations.Nullable;

/**
 * HTTP behaviour of a proxy.
 *
 * @param keepAliveWhenFull {@code option keepalive-when-full}: do not close client connections at maxconn
 * @param forwardFor null: no header is added
 * @param originalTo {@code option originalto}: null: no header is added
 * @param acceptInvalidRequest {@code option accept-invalid-http-request}
 * @param acceptInvalidResponse {@code option accept-invalid-http-response}
 * @param bufferRequest {@code option http-buffer-request}: the body, or as much as a buffer holds, is there before rules run
 */
public record HttpOptions(
        ConnectionMode connectionMode,
        boolean keepAliveWhenFull,
        @Nullable ForwardFor forwardFor,
        @Nullable ForwardFor originalTo,
        boolean acceptInvalidRequest,
        boolean acceptInvalidResponse,
        boolean bufferRequest) {}
