package io.weir.rules.lang;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that a configuration names ({@code default-path}, configuration manual section 3.1). Confined to the
 * reading thread.
 */
final class FileFinder {
    /** Where relative names start. */
    enum Policy {
        CURRENT,
        CONFIG,
        PARENT,
        ORIGIN
    }

    private Policy policy = Policy.CURRENT;
    private Path origin = Path.of("");
    private Path folder = Path.of("");

    /** @param file the configuration file that is read from now on; null when it came from memory */
    void reading(@Nullable Path file) {
        Path parent = file == null ? null : file.getParent();
        folder = parent == null ? Path.of("") : parent;
    }

    void policy(Policy chosen) {
        policy = chosen;
    }

    void origin(Path start) {
        policy = Policy.ORIGIN;
        origin = start;
    }

    Path find(String name) {
        return switch (policy) {
            case CURRENT -> Path.of(name);
            case CONFIG -> folder.resolve(name);
            case PARENT -> folder.resolve("..").resolve(name);
            case ORIGIN -> origin.resolve(name);
        };
    }

    /** As {@link #find}, but relative to the configuration file unless {@code default-path} says otherwise. */
    Path findBeside(String name) {
        return policy == Policy.CURRENT ? folder.resolve(name) : find(name);
    }
}
