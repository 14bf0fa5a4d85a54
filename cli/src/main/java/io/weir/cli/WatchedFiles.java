package io.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What files held when they were looked at, or when they were loaded.
 *
 * @param digests by absolute path; empty for a file that could not be read
 *     <p>Any thread; immutable.
 */
record WatchedFiles(Map<Path, String> digests) {
    static final WatchedFiles NONE = new WatchedFiles(Map.of());

    /** The same files, looked at again. */
    WatchedFiles reread() {
        var now = new LinkedHashMap<Path, String>();
        for (var file : digests.keySet()) now.put(file, digest(file));
        return new WatchedFiles(now);
    }

    /**
     * What was loaded, and other files. A file counts with what was loaded of it, else with what it is known to have
     * held, so that no change is lost that came after either.
     *
     * @param loaded SHA-256 in hexadecimal by absolute path
     */
    WatchedFiles with(Map<Path, String> loaded, Collection<Path> others) {
        var next = new LinkedHashMap<>(loaded);
        for (var file : others) {
            var path = file.toAbsolutePath();
            if (next.containsKey(path)) continue;
            var known = digests.get(path);
            next.put(path, known == null ? digest(path) : known);
        }
        return new WatchedFiles(next);
    }

    Set<Path> differencesTo(WatchedFiles before) {
        var changed = new LinkedHashSet<Path>();
        digests.forEach((file, digest) -> {
            if (!digest.equals(before.digests.getOrDefault(file, digest))) changed.add(file);
        });
        return changed;
    }

    /**
     * Where a change of these files shows: their folders, the folders above those, and the folders of all links on the
     * way.
     */
    Set<Path> folders() {
        var folders = new LinkedHashSet<Path>();
        for (var file : digests.keySet()) {
            addAbove(folders, file);
            for (var part = file; part != null; part = part.getParent())
                if (Files.isSymbolicLink(part)) addFolder(folders, part);
            if (Files.exists(file)) addAbove(folders, real(file));
        }
        return folders;
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file; // gone this moment
        }
    }

    private static void addAbove(Set<Path> folders, Path file) {
        addFolder(folders, file);
        var folder = file.getParent();
        if (folder != null) addFolder(folders, folder);
    }

    private static void addFolder(Set<Path> folders, Path file) {
        var folder = file.getParent();
        if (folder != null) folders.add(folder);
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
