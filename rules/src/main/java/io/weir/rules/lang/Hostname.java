package io.weir.rules.lang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine's name, asked without a name server. Any thread. */
final class Hostname {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private Hostname() {}

    static String get() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException e) {
            var name = System.getenv("HOSTNAME");
            return name == null ? "localhost" : name;
        }
    }
}
