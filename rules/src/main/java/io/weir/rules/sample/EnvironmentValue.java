package io.weir.rules.sample;

import org.jspecify.annotations.Nullable;

/**
 * What the configuration's reader found in the environment.
 *
 * @param value null: there is no such variable
 *     <p>Any thread; immutable.
 */
public record EnvironmentValue(@Nullable String value) {}
