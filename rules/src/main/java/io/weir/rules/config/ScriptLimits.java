package io.weir.rules.config;

import java.time.Duration;

/**
 * {@code tune.js.*}.
 *
 * @param burst longest uninterrupted run of a hook
 */
public record ScriptLimits(Duration burst) {}
