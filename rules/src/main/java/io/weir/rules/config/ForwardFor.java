package io.weir.rules.config;

import org.jspecify.annotations.Nullable;

/**
 * {@code option forwardfor}.
 *
 * @param except a network such as {@code 127.0.0.0/8} that gets no header, or null
 * @param header its name, {@code X-Forwarded-For} unless said otherwise
 * @param ifNone whether a request that has that header already keeps it unchanged
 */
public record ForwardFor(@Nullable Network except, String header, boolean ifNone) {}
