package io.weir.engine.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/** The file of a listening unix socket. Any thread. */
public final class SocketFile {
    private SocketFile() {}

    /** Removes what an earlier process left behind; when that fails, binding says what is wrong. */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return;
        }
    }

    /** @param mode permissions as {@code chmod} takes them */
    public static void permit(Path file, int mode) throws IOException {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] byBit = PosixFilePermission.values(); // OWNER_READ is bit 8, OTHERS_EXECUTE bit 0
        for (int bit = 0; bit < 9; bit++) if ((mode >> 8 - bit & 1) != 0) permissions.add(byBit[bit]);
        Files.setPosixFilePermissions(file, permissions);
    }
}
