package io.weir.scripting;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.graalvm.polyglot.io.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * The only files that scripts reach, by {@code import} and for reading: the files of the {@code rules} lines, and what
 * lies in the rules root. What was read while the modules were checked is kept, and after {@link #freeze} nothing else
 * is there: every context sees the same bytes, whatever has happened on disk since. Any thread.
 */
final class RuleFiles implements FileSystem {
    /** Largest module or JSON file, in bytes. */
    static final int MAX_FILE = 4 << 20;

    private final Path root;
    private final Map<Path, Path> real = new ConcurrentSkipListMap<>();
    private final Map<Path, byte[]> contents = new ConcurrentSkipListMap<>();
    private final Map<Path, Path> named = new ConcurrentSkipListMap<>();
    private volatile boolean frozen;
    private volatile @Nullable Refusal lastRefusal;
    private volatile @Nullable Path lastRead;

    /** Why a file could not be imported. */
    record Refusal(String asked, String message, String expected) {}

    /** @param root real path of the folder out of which no import leads */
    RuleFiles(Path root) {
        this.root = root;
    }

    /** Lets in a file that the configuration names, wherever it lies. */
    void admit(Path name, Path realFile) throws IOException {
        real.put(realFile, realFile);
        contents.put(realFile, read(realFile));
        named.put(name.toAbsolutePath(), realFile);
    }

    /** From now on only what has been read is there. */
    void freeze() {
        frozen = true;
    }

    /** Every file that was read, by its real path. */
    List<Path> files() {
        return List.copyOf(contents.keySet());
    }

    byte @Nullable [] content(Path realFile) {
        return contents.get(realFile);
    }

    /** The file that was opened last. */
    @Nullable Path lastRead() {
        return lastRead;
    }

    /** SHA-256 over all files, in hexadecimal. */
    String hash() {
        var digest = sha256();
        contents.forEach((file, bytes) -> {
            digest.update(root.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(Integer.toString(bytes.length).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 of every file as it was read, in hexadecimal, by real path and by the names that the configuration has. */
    Map<Path, String> hashes() {
        Map<Path, String> hashes = new HashMap<>();
        contents.forEach((file, bytes) -> hashes.put(file, HexFormat.of().formatHex(sha256().digest(bytes))));
        named.forEach((name, file) -> hashes.put(name, requireNonNull(hashes.get(file))));
        return hashes;
    }

    /** The last refusal since it was asked for before, or null. */
    @Nullable Refusal takeRefusal() {
        var last = lastRefusal;
        lastRefusal = null;
        return last;
    }

    @Override
    public Path parsePath(URI uri) {
        refuse(uri.toString(), "import of a URL", "a relative path such as ./other.js");
        throw new IllegalArgumentException("imports take relative paths, not URLs: " + uri);
    }

    @Override
    public Path parsePath(String path) {
        return Path.of(path);
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return path.toAbsolutePath();
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) throws IOException {
        return admitted(path);
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
        if (modes.contains(AccessMode.WRITE) || modes.contains(AccessMode.EXECUTE))
            throw new AccessDeniedException(path.toString());
        admitted(path);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        for (OpenOption option : options)
            if (option != StandardOpenOption.READ) throw new AccessDeniedException(path.toString());
        Path file = admitted(path);
        byte[] bytes = contents.get(file);
        if (bytes == null) {
            bytes = read(file);
            contents.put(file, bytes);
        }
        lastRead = file;
        return new BytesChannel(bytes);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        throw new AccessDeniedException(path.toString());
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        throw new AccessDeniedException(folder.toString());
    }

    @Override
    public void delete(Path path) throws IOException {
        throw new AccessDeniedException(path.toString());
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        throw new AccessDeniedException(folder.toString());
    }

    /** The real path of a file that may be read. */
    private Path admitted(Path path) throws IOException {
        Path known = real.get(path);
        if (known != null) return known;
        if (frozen) throw new NoSuchFileException(path.toString());
        String asked = path.toString();
        if (!path.isAbsolute())
            throw refused(asked, "no module is called '" + asked + "'", "a relative path such as ./" + asked);
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        if (!name.endsWith(".js") && !name.endsWith(".mjs") && !name.endsWith(".json"))
            throw refused(asked, "'" + name + "' cannot be imported", "a file that ends in .js, .mjs or .json");
        Path file;
        try {
            file = path.toRealPath();
        } catch (NoSuchFileException e) {
            throw path.startsWith(root)
                    ? refused(asked, "there is no file '" + root.relativize(path) + "'", "")
                    : outside(asked);
        }
        if (!file.startsWith(root) && !contents.containsKey(file)) throw outside(asked);
        if (!Files.isRegularFile(file)) throw refused(asked, "'" + name + "' is no file", "");
        real.put(path, file);
        return file;
    }

    private NoSuchFileException outside(String asked) {
        return refused(asked, "the import leads out of the rules root", "a file in " + root);
    }

    private NoSuchFileException refused(String asked, String message, String expected) {
        refuse(asked, message, expected);
        return new NoSuchFileException(asked);
    }

    private void refuse(String asked, String message, String expected) {
        lastRefusal = new Refusal(asked, message, expected);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static byte[] read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_FILE)
            throw new IOException(size + " bytes are more than the " + MAX_FILE + " that a rules file may have");
        return Files.readAllBytes(file);
    }
}
