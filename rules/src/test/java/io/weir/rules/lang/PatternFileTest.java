package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.Phase;
import io.weir.rules.sample.Casts;
import io.weir.rules.sample.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps and pattern files, as a rule sees them; the same table for Weir and for the real HAProxy. */
class PatternFileTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        HaproxyMapCases.write(folder);
    }

    @Test
    void aMapGivesTheValueThatHaproxyGives() {
        var texts = new RuleTexts();
        var request = TestRequest.of(HaproxyCases.REQUEST);
        List<String> actual = new ArrayList<>();

        for (var each : HaproxyMapCases.VALUES) {
            Expression expression =
                    texts.expression("'" + here(each.expression()).replace("'", "'\\''") + "'", Usable.REQUEST);
            assertNotNull(expression, () -> texts.found().toString());
            Object value = expression.evaluate(request.txn());
            actual.add(each.expression() + " = " + (value == null ? "" : Casts.text(value)));
        }

        assertEquals(values(), String.join("\n", actual));
        assertEquals(List.of(), texts.found());
    }

    @Test
    void aFileOfPatternsHoldsWhereHaproxyLetsItHold() {
        var texts = new RuleTexts();
        var request = TestRequest.of(HaproxyCases.REQUEST);
        List<String> actual = new ArrayList<>();

        for (var each : HaproxyMapCases.TESTS) {
            boolean holds =
                    texts.condition(here(each.condition()), Usable.REQUEST).holds(request.txn());
            actual.add(each.condition() + " = " + holds);
        }

        assertEquals(tests(), String.join("\n", actual));
        assertEquals(List.of(), texts.found());
    }

    @Test
    void aWrongFileIsRefused() {
        List<String> accepted = new ArrayList<>();

        for (String line : HaproxyMapCases.BAD) {
            var texts = new RuleTexts();
            texts.line(Phase.HTTP_REQUEST, here(line));
            if (texts.found().isEmpty()) accepted.add(line);
        }

        assertEquals(List.of(), accepted);
    }

    @Test
    void haproxyGivesTheValuesOfTheTable() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> rules = new ArrayList<>();
        for (var each : HaproxyMapCases.VALUES)
            rules.add("http-request return hdr x '%[" + here(each.expression()).replace("'", "'\\''") + "]' if TRUE");

        List<String> found = answers(program, rules);

        List<String> actual = new ArrayList<>();
        for (int i = 0; i < found.size(); i++)
            actual.add(HaproxyMapCases.VALUES.get(i).expression() + " = " + found.get(i));
        assertEquals(values(), String.join("\n", actual));
    }

    @Test
    void haproxyFindsTheConditionsOfTheTableTrueOrFalseAsItSays() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> rules = new ArrayList<>();
        for (var each : HaproxyMapCases.TESTS) rules.add("http-request return hdr x true if " + here(each.condition()));

        List<String> found = answers(program, rules);

        List<String> actual = new ArrayList<>();
        for (int i = 0; i < found.size(); i++)
            actual.add(HaproxyMapCases.TESTS.get(i).condition() + " = "
                    + found.get(i).equals("true"));
        assertEquals(tests(), String.join("\n", actual));
    }

    @Test
    void haproxyRefusesTheSameFiles() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> accepted = new ArrayList<>();

        for (String line : HaproxyMapCases.BAD) {
            Path file = Files.writeString(
                    folder.resolve("haproxy.cfg"),
                    "defaults\n mode http\n timeout client 5s\nfrontend fe\n bind 127.0.0.1:1\n http-request "
                            + here(line) + "\n",
                    ISO_8859_1);
            Process process = new ProcessBuilder(program.toString(), "-c", "-f", file.toString())
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            if (process.waitFor() == 0) accepted.add(line);
        }

        assertEquals(List.of(), accepted);
    }

    /** The header {@code x} of the answers of frontends with one rule each. */
    private List<String> answers(Path program, List<String> rules) throws IOException, InterruptedException {
        List<Integer> ports = HaproxyProcess.freePorts(rules.size());
        var configuration = new StringBuilder("defaults\n  mode http\n  timeout client 5s\n");
        for (int i = 0; i < rules.size(); i++)
            configuration
                    .append("frontend fe")
                    .append(i)
                    .append("\n  bind 127.0.0.1:")
                    .append(ports.get(i))
                    .append("\n  ")
                    .append(rules.get(i))
                    .append("\n  http-request return\n");
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration, ISO_8859_1);
        List<String> answers = new ArrayList<>();
        try (var _ = HaproxyProcess.start(program, file, ports.getFirst())) {
            for (int port : ports) {
                String head = HaproxyProcess.head(port, HaproxyCases.REQUEST);
                answers.add(head.lines()
                        .filter(line -> line.startsWith("x: "))
                        .map(line -> line.substring("x: ".length()))
                        .findFirst()
                        .orElse(""));
            }
        }
        return answers;
    }

    private String here(String text) {
        return text.replace("$", folder.toString());
    }

    private static String values() {
        return String.join(
                "\n",
                HaproxyMapCases.VALUES.stream()
                        .map(each -> each.expression() + " = " + each.value())
                        .toList());
    }

    private static String tests() {
        return String.join(
                "\n",
                HaproxyMapCases.TESTS.stream()
                        .map(each -> each.condition() + " = " + each.holds())
                        .toList());
    }
}
