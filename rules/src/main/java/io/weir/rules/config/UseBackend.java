package io.weir.rules.config;

import io.weir.rules.Place;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.LogFormat;

/**
 * A {@code use_backend} line.
 *
 * @param backend its name, which may be made of samples
 */
public record UseBackend(LogFormat backend, Condition condition, Place place) {}
