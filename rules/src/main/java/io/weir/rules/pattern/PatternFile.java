package io.weir.rules.pattern;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Reads files of patterns (configuration manual sections 7.1 and 7.3.1, "map"). Any thread. */
final class PatternFile {
    private PatternFile() {}

    /** @param numbers for the entries */
    static List<PatternEntry> read(Path file, PatternRef.Columns columns, LongSupplier numbers) throws IOException {
        var entries = new ArrayList<PatternEntry>();
        int number = 0;
        for (String text : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            number++;
            String line = content(text);
            if (line.isEmpty()) continue;
            if (columns == PatternRef.Columns.ONE) {
                entries.add(new PatternEntry(numbers.getAsLong(), line, null, number));
                continue;
            }
            int end = 0;
            while (end < line.length() && !isBlank(line.charAt(end))) end++;
            String value = trimmed(line.substring(end));
            entries.add(new PatternEntry(numbers.getAsLong(), line.substring(0, end), value, number));
        }
        return entries;
    }

    /** A line without the blanks before it and without its end; empty for a comment, which begins at once. */
    private static String content(String line) {
        if (line.startsWith("#")) return "";
        int start = 0;
        while (start < line.length() && isBlank(line.charAt(start))) start++;
        int end = line.indexOf('\r', start);
        return end < 0 ? line.substring(start) : line.substring(start, end);
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) start++;
        while (end > start && isBlank(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
