package io.weir.rules.lang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One configuration text.
 *
 * @param name how problems call it: the path as the user gave it
 * @param file where it came from; null when it came from memory
 * @param text its bytes as ISO 8859-1
 *     <p>Any thread.
 */
public record SourceText(String name, @Nullable Path file, String text) {
    /** A text from memory, such as one of a test; relative files are looked up in the current folder. */
    public static SourceText of(String name, String text) {
        return new SourceText(name, null, Latin1.of(text));
    }

    /** Reads a file. */
    public static SourceText of(Path file) throws IOException {
        return new SourceText(file.toString(), file, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }
}
