package io.weir.cli;

import java.nio.file.Path;

/** Files as a user would name them. Any thread. */
final class Shown {
    private Shown() {}

    /** Relative to the current folder, for what lies in it. */
    static Path path(Path file) {
        var here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
