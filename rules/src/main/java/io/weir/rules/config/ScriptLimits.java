package io.weir.rules.config;

import java.time.Duration;

/**
 * {@code tune.js.*}.
 *
 * @param burst longest uninterrupted run of a hook
 * @param session longest run of a hook with all its awaiting
 */
public record ScriptLimits(Duration burst, Duration session) {}
