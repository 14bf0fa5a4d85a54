package io.weir.rules.config;

import io.weir.rules.Place;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.LogFormat;

/**
 * A {@code use-server} line.
 *
 * @param server its name, which may be made of samples
 */
public record UseServer(LogFormat server, Condition condition, Place place) {}
