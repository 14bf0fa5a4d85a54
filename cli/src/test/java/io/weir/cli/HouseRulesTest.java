package io.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the house style forbids and no compiler knows of, over the sources of every module. */
class HouseRulesTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES =
            List.of("rules", "scripting", "engine", "replay", "cli", "samples", "bench");
    private static final int MAX_LINES = 400;
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Util|Utils|Helper|Manager|Impl)\\.java");

    @Test
    void noFileIsLongerThanItsReadersPatience() throws IOException {
        assertEquals(List.of(), offenders(file -> lines(file).size() > MAX_LINES));
    }

    @Test
    void noTypeHidesWhatItIsBehindAnEmptyName() throws IOException {
        assertEquals(
                List.of(),
                offenders(file ->
                        EMPTY_NAME.matcher(file.getFileName().toString()).matches()));
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessItSaysSo() throws IOException {
        assertEquals(
                List.of(),
                offenders(file -> isProduction(file) && !isNullMarked(file.resolveSibling("package-info.java"))));
    }

    private static boolean isProduction(Path file) {
        var path = ROOT.relativize(file);
        return path.subpath(1, 4).equals(Path.of("src", "main", "java")) && !path.endsWith("module-info.java");
    }

    private static boolean isNullMarked(Path packageInfo) {
        return Files.exists(packageInfo) && lines(packageInfo).contains("@NullMarked");
    }

    private static List<Path> offenders(Predicate<Path> offends) throws IOException {
        var sources = Stream.<Path>builder();
        for (var module : MODULES) {
            var folder = ROOT.resolve(module).resolve("src");
            if (!Files.isDirectory(folder)) continue;
            try (var files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources);
            }
        }
        var all = sources.build().sorted().toList();
        assertFalse(all.isEmpty(), "no source found: this test would prove nothing");
        return all.stream().filter(offends).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
