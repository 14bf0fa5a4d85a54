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

    /** What HAProxy makes of these log formats, in their order; one frontend answers with some of them. */
    private List<String> values(Path program, List<String> formats, List<String> rules)
            throws IOException, InterruptedException {
        int frontends = (formats.size() + IN_ONE_LINE - 1) / IN_ONE_LINE;
        List<Integer> ports = HaproxyProcess.freePorts(frontends);
        var configuration = new StringBuilder("defaults\n  mode http\n  timeout client 5s\n");
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
