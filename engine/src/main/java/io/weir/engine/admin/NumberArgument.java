package io.weir.engine.admin;

import org.jspecify.annotations.Nullable;

/** Reads a whole number. Any thread. */
final class NumberArgument {
    private NumberArgument() {}

    /** Null when it is none. */
    static @Nullable Integer of(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
