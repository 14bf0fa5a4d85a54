package io.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that says which process this is, while it runs. Control thread. */
final class PidFile implements AutoCloseable {
    private final Path file;

    private PidFile(Path file) {
        this.file = file;
    }

    static PidFile write(Path file) throws IOException {
        Files.writeString(file, content());
        return new PidFile(file);
    }

    /** Removes it, unless another process has taken it over. */
    @Override
    public void close() {
        try {
            if (Files.readString(file).equals(content())) Files.delete(file);
        } catch (IOException e) {
            return; // gone already, or not ours to remove any more
        }
    }

    private static String content() {
        return ProcessHandle.current().pid() + "\n";
    }
}
