package io.weir.rules.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code timeout} lines of a proxy; null: not set (configuration manual section 4.2). The fallbacks between them
 * ({@code queue} to {@code connect}, {@code http-keep-alive} to {@code http-request} to {@code client}, {@code tarpit}
 * to {@code connect}) are the reader's to apply here, so that what stands here holds.
 */
public record Timeouts(
        @Nullable Duration connect,
        @Nullable Duration client,
        @Nullable Duration server,
        @Nullable Duration httpRequest,
        @Nullable Duration httpKeepAlive,
        @Nullable Duration queue,
        @Nullable Duration tunnel,
        @Nullable Duration clientFin,
        @Nullable Duration serverFin,
        @Nullable Duration check,
        @Nullable Duration tarpit) {}
