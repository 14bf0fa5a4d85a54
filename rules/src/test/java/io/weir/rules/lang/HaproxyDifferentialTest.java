package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the real HAProxy what the other tests hold Weir to. Where it is not installed, that is said on stderr. */
class HaproxyDifferentialTest {
    /** HAProxy takes at most 64 words a line. */
    private static final int IN_ONE_LINE = 12;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void haproxyGivesExpressionsTheValuesOfTheTable() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> items = new ArrayList<>();
        for (var each : HaproxyCases.VALUES) items.add("%[" + each.expression() + "]");

        List<String> values = values(program, items, List.of());

        List<String> expected = HaproxyCases.VALUES.stream()
                .map(each -> each.expression() + " = " + each.value())
                .toList();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < values.size(); i++)
            actual.add(HaproxyCases.VALUES.get(i).expression() + " = " + values.get(i));
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    @Test
    void haproxyGivesConvertersTheValuesOfTheList() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> rules = new ArrayList<>();
        for (var variable : ConverterCases.VARIABLES)
            rules.add("http-request set-var(" + variable.expression() + ") " + variable.value());
        var cases = ConverterCases.all();
        List<String> items =
                cases.stream().map(each -> "%[" + each.expression() + "]").toList();

        List<String> values = values(program, items, rules);

        List<String> differences = new ArrayList<>();
        for (int i = 0; i < values.size(); i++)
            if (!values.get(i).equals(cases.get(i).value()))
                differences.add(cases.get(i).expression() + " = " + values.get(i));
        assertEquals("", String.join("\n", differences));
    }

    @Test
    void haproxyFindsTheConditionsOfTheTableTrueOrFalseAsItSays() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> items = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < HaproxyCases.TESTS.size(); i++) {
            items.add("%[var(txn.t" + i + ")]");
            rules.add("http-request set-var(txn.t" + i + ") bool(1) if "
                    + HaproxyCases.TESTS.get(i).condition());
        }

        List<String> values = values(program, items, rules);

        List<String> expected = HaproxyCases.TESTS.stream()
                .map(each -> each.condition() + " = " + each.holds())
                .toList();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < values.size(); i++)
            actual.add(HaproxyCases.TESTS.get(i).condition() + " = "
                    + values.get(i).equals("1"));
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    @Test
    void haproxyRewritesRequestsAsTheTableSays() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> rules =
                HaproxyRuleCases.REWRITES.stream().map(each -> each.rule()).toList();

        List<String> heads = heads(program, rules);

        for (int i = 0; i < heads.size(); i++) {
            Map<String, String> headers = headers(heads.get(i));
            String fields = headers.getOrDefault("x-fields", "")
                    .replaceAll("(%0D%0A)+$", "")
                    .replace("%0D%0A", "|");
            String actual = headers.get("x-line") + "|" + fields;
            assertEquals(HaproxyRuleCases.REWRITES.get(i).request(), actual, rules.get(i));
        }
    }

    @Test
    void haproxyDoesWithRulesInARowAsTheTableSays() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> rules = HaproxyRuleCases.SEQUENCES.stream()
                .map(each -> String.join("\n  http-request ", each.rules()))
                .toList();

        List<String> heads = heads(program, rules);

        for (int i = 0; i < heads.size(); i++) {
            Map<String, String> headers = headers(heads.get(i));
            String fields = headers.getOrDefault("x-fields", "")
                    .replaceAll("(%0D%0A)+$", "")
                    .replace("%0D%0A", "|");
            String actual = headers.get("x-line") + "|" + fields;
            assertEquals(HaproxyRuleCases.SEQUENCES.get(i).request(), actual, rules.get(i));
        }
    }

    @Test
    void haproxyAnswersAsTheTableSays() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> rules =
                HaproxyRuleCases.ANSWERS.stream().map(each -> each.rule()).toList();

        List<String> heads = heads(program, rules);

        for (int i = 0; i < heads.size(); i++) {
            String status = heads.get(i).substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
            String fields = heads.get(i)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isEmpty() && !line.startsWith("content-length:"))
                    .sorted()
                    .collect(Collectors.joining("|"));
            String[] expected = HaproxyRuleCases.ANSWERS.get(i).answer().split("\\|", 2);
            String sorted = expected.length < 2
                    ? ""
                    : Stream.of(expected[1].split("\\|")).sorted().collect(Collectors.joining("|"));
            assertEquals(expected[0] + "|" + sorted, status + "|" + fields, rules.get(i));
        }
    }

    /** The responses to {@link HaproxyRuleCases#REWRITTEN} through frontends with one rule each. */
    private List<String> heads(Path program, List<String> rules) throws IOException, InterruptedException {
        List<Integer> ports = HaproxyProcess.freePorts(rules.size() + 1);
        int echo = ports.getLast();
        var configuration = new StringBuilder(
                "global\n  expose-experimental-directives\ndefaults\n  mode http\n  timeout client 5s\n  timeout server 5s\n"
                        + "  timeout connect 5s\nbackend echo\n  server echo 127.0.0.1:" + echo
                        + "\nfrontend echo-in\n  bind 127.0.0.1:" + echo
                        + "\n  http-request return hdr x-line '%[method] %[url]' hdr x-fields %[req.hdrs]\n");
        for (int i = 0; i < rules.size(); i++)
            configuration
                    .append("frontend fe")
                    .append(i)
                    .append("\n  bind 127.0.0.1:")
                    .append(ports.get(i))
                    .append("\n  http-request ")
                    .append(rules.get(i))
                    .append("\n  default_backend echo\n");
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration, StandardCharsets.ISO_8859_1);
        List<String> heads = new ArrayList<>();
        try (var _ = HaproxyProcess.start(program, file, ports.getFirst())) {
            for (int i = 0; i < rules.size(); i++)
                heads.add(HaproxyProcess.head(ports.get(i), HaproxyRuleCases.REWRITTEN));
        }
        return heads;
    }

    /** What HAProxy makes of these log formats, in their order; one frontend answers with some of them. */
    private List<String> values(Path program, List<String> formats, List<String> rules)
            throws IOException, InterruptedException {
        int frontends = (formats.size() + IN_ONE_LINE - 1) / IN_ONE_LINE;
        List<Integer> ports = HaproxyProcess.freePorts(frontends);
        var configuration = new StringBuilder("""
                global
                  nbthread 1
                  tune.bufsize 65536
                defaults
                  mode http
                  timeout client 5s
                """);
        for (int i = 0; i < frontends; i++) {
            List<String> some = formats.subList(i * IN_ONE_LINE, Math.min(formats.size(), (i + 1) * IN_ONE_LINE));
            configuration
                    .append("frontend fe")
                    .append(i == 0 ? "" : i)
                    .append("\n  bind 127.0.0.1:")
                    .append(ports.get(i))
                    .append('\n');
            for (String rule : rules) configuration.append("  ").append(rule).append('\n');
            configuration.append("  http-request return");
            for (int j = 0; j < some.size(); j++)
                configuration.append(" hdr x").append(j).append(' ').append(quoted(some.get(j)));
            configuration.append('\n');
        }
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration, StandardCharsets.ISO_8859_1);
        List<String> values = new ArrayList<>();
        try (var _ = HaproxyProcess.start(program, file, ports.getFirst())) {
            for (int i = 0; i < frontends; i++) {
                Map<String, String> headers = headers(HaproxyProcess.head(ports.get(i), HaproxyCases.REQUEST));
                int count = Math.min(IN_ONE_LINE, formats.size() - i * IN_ONE_LINE);
                for (int j = 0; j < count; j++) values.add(headers.getOrDefault("x" + j, ""));
            }
        }
        return values.stream()
                .map(value -> value.replaceAll("^fe[0-9]+$", "fe"))
                .toList();
    }

    private static Map<String, String> headers(String head) {
        assertEquals("HTTP/1.1 200 OK", head.lines().findFirst().orElse(""), head);
        Map<String, String> headers = new HashMap<>();
        head.lines().skip(1).filter(line -> line.contains(": ")).forEach(line -> {
            int colon = line.indexOf(": ");
            headers.put(line.substring(0, colon), line.substring(colon + 2));
        });
        return headers;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
