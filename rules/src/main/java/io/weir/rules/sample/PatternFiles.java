package io.weir.rules.sample;

import io.weir.rules.pattern.PatternRef;

/** Finds the map files that converters name. Any thread. */
@FunctionalInterface
public interface PatternFiles {
    /**
     * The reference of that file of keys and values.
     *
     * @throws BadArgumentException when it cannot be read
     */
    PatternRef open(String name) throws BadArgumentException;
}
