package io.weir.rules.config;

import io.weir.rules.Place;
import java.nio.file.Path;

/**
 * A {@code rules} line.
 *
 * @param file as it is to be opened
 */
public record ScriptFile(Path file, Place place) {}
