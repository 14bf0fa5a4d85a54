package io.weir.rules.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine's name, asked of the kernel and not of a name server. Any thread. */
final class HostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    static String get() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException e) {
            return "localhost"; // not Linux: nothing there tells it without asking the network
        }
    }
}
