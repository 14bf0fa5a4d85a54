package io.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/ say what the code says. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (A\\d+) \\| (.*) \\| (.*) \\|(.*)\\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern CODE = Pattern.compile("\\w+\\(\"(..)\", \"([^\"]+)\"\\)");

    @Test
    void everyBehaviourHasItsRow() throws IOException {
        var rows = rows().map(row -> row.group(1)).toList();

        var expected = new ArrayList<String>();
        for (int number = 1; number <= 83; number++) expected.add("A" + number);
        assertEquals(expected, rows);
    }

    @Test
    void everyTestThatProvesABehaviourExists() throws IOException {
        Set<String> known = new TreeSet<>(javaTests());
        known.addAll(Files.readAllLines(ROOT.resolve("conformance/passing.txt")));

        var missing = rows().flatMap(row -> names(row.group(4)).map(name -> row.group(1) + " " + name))
                .filter(entry -> !known.contains(entry.substring(entry.indexOf(' ') + 1)))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void noBehaviourIsCalledProvenWithoutATest() throws IOException {
        var unproven = rows().filter(row -> row.group(3).equals("Proven")
                        && names(row.group(4)).findAny().isEmpty())
                .map(row -> row.group(1))
                .toList();

        assertEquals(List.of(), unproven);
    }

    @Test
    void everyTerminationCodeIsInItsTable() throws IOException {
        var source = read("engine/src/main/java/io/weir/engine/account/Termination.java");
        var table = read("docs/terminations.md");

        var missing = CODE.matcher(source)
                .results()
                .map(code -> "| `" + code.group(1) + "` | " + code.group(2) + " |")
                .filter(row -> !table.contains(row))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyConformanceScriptThatMustPassIsThere() throws IOException {
        var absent = Files.readAllLines(ROOT.resolve("conformance/passing.txt")).stream()
                .filter(name -> !name.startsWith("#"))
                .filter(name -> !Files.exists(ROOT.resolve("conformance/" + name + ".vtc")))
                .toList();

        assertEquals(List.of(), absent);
    }

    private static Stream<Matcher> rows() throws IOException {
        var text = read("docs/behaviour.md");
        var rows = new ArrayList<Matcher>();
        for (String line : text.split("\n")) {
            var row = ROW.matcher(line);
            if (row.matches()) rows.add(row);
        }
        return rows.stream();
    }

    private static Stream<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1));
    }

    private static Set<String> javaTests() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.map(Path::toString)
                    .filter(file -> file.contains("/src/test/java/") && file.endsWith("Test.java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
