package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.TcpMeasure;
import io.weir.rules.sample.Converters;
import io.weir.rules.sample.Fetches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of docs/ that shows which of HAProxy's fetches and converters there are. */
class SampleVocabularyTest {
    private static final Path DOCUMENT = Path.of("../docs/vocabulary-samples.md");
    private static final String REWRITE = "weir.docs";
    private static final String SINCE = "0.1.0";

    /** What those that are missing wait for, by how their names begin or are spelt. */
    private static final Map<String, String> NEEDS = needs();

    private static Map<String, String> needs() {
        Map<String, String> needs = new LinkedHashMap<>();
        needs.put("(in_table|table_.*|sc_.*|sc[0-2]_.*|so_.*)", "stick tables");
        needs.put(
                "src_(bytes|clr|conn|get|gpc|gpt|http|inc|is|kbytes|sess|updt).*|stick_.*|var_stick.*", "stick tables");
        needs.put("map(_.*)?", "map files");
        needs.put("(req|rep|res)[._]ssl_.*", "inspection of TCP payload");
        needs.put("(req|res)[._](len|payload.*|rdp.*|lua.*)|payload.*|rdp_.*|distcc_.*", "inspection of TCP payload");
        needs.put("req\\.body.*|res\\.body.*|.*_body.*", "bodies in rules");
        needs.put("capture\\..*\\.hdr", "`declare capture`");
        return needs;
    }

    @Test
    void theListSaysWhatTheTablesHave() throws IOException {
        String text = document();
        if (System.getProperty(REWRITE, "").equals("write")) Files.writeString(DOCUMENT, text);

        String written = Files.readString(DOCUMENT);

        assertEquals(
                text,
                written,
                "docs/vocabulary-samples.md is not what the code has; write it anew with"
                        + " ./mvnw -pl rules test -Dtest=SampleVocabularyTest -D" + REWRITE + "=write");
    }

    @Test
    void theListOfHaproxysNamesIsWhole() throws IOException {
        List<String> fetches = new ArrayList<>();
        HaproxySamples.fetches().forEach(fetch -> fetches.add(fetch.name()));

        assertTrue(HaproxyKeywords.FETCH.names().containsAll(fetches), () -> "unknown to Weir: " + fetches);
    }

    @Test
    void convertersTakeAsManyArgumentsAsHaproxys() {
        List<String> differences = new ArrayList<>();

        for (var theirs : HaproxySamples.converters()) {
            var ours = Converters.named(theirs.name());
            if (ours == null) continue;
            int required = ours.signature().required();
            int most = ours.signature().types().size();
            if (required != theirs.required() || most != theirs.most())
                differences.add(theirs.name() + ": " + required + " to " + most);
        }

        assertEquals(List.of(), differences);
    }

    private static String document() {
        var out = new StringBuilder();
        var fetches = HaproxySamples.fetches();
        var converters = HaproxySamples.converters();
        long haveFetches = fetches.stream()
                .filter(fetch -> Fetches.named(fetch.name()) != null)
                .count();
        long haveConverters = converters.stream()
                .filter(converter -> Converters.named(converter.name()) != null)
                .count();
        out.append("# HAProxy's sample fetches and converters\n\n")
                .append("All that HAProxy 2.6 lists, and since which version Weir has them: ")
                .append(haveFetches + " of " + fetches.size() + " fetches, ")
                .append(haveConverters + " of " + converters.size() + " converters. ")
                .append("A test writes this file and holds it to the code. The rest is refused by name at load.\n\n")
                .append("Where HAProxy 2.6 errs, Weir gives the right value: sums of two numbers below zero, ")
                .append("`port_only` on what is no number, `language` behind a `q=0`, padded `ub64dec`, ")
                .append(
                        "`jwt_header_query` and `jwt_payload_query` without a path. `jwt_verify` also knows PS256, PS384 and ")
                .append("PS512, as far as their key is known.\n\n");
        out.append("## Converters\n\n| name | arguments | takes | gives | Weir |\n|---|---|---|---|---|\n");
        for (var each : converters)
            row(out, each.name(), each.arguments(), each.from(), each.to(), converterState(each.name()));
        out.append("\n## Fetches\n\n| name | arguments | gives | usable in | Weir |\n|---|---|---|---|---|\n");
        for (var each : fetches)
            row(out, each.name(), each.arguments(), each.type(), each.places(), fetchState(each.name()));
        return out.toString();
    }

    private static void row(StringBuilder out, String... cells) {
        out.append("| `").append(cells[0]).append("` |");
        for (int i = 1; i < cells.length; i++)
            out.append(cells[i].isEmpty() ? "" : " " + cells[i]).append(" |");
        out.append('\n');
    }

    private static String converterState(String name) {
        if (Converters.named(name) == null) return missing(name);
        return name.startsWith("capture-") ? SINCE + ", no value before `declare capture`" : SINCE;
    }

    private static String fetchState(String name) {
        if (Fetches.named(name) == null) return missing(name);
        if (name.startsWith("ssl_")) return SINCE + ", as on plain connections before there is TLS";
        return isMeasured(name) ? SINCE + ", no value where `tune.poller` is not epoll" : SINCE;
    }

    private static boolean isMeasured(String name) {
        for (var measure : TcpMeasure.values())
            if (name.equals("fc_" + measure.name().toLowerCase(Locale.ROOT))) return true;
        return false;
    }

    private static String missing(String name) {
        for (var need : NEEDS.entrySet()) if (name.matches(need.getKey())) return "not yet: needs " + need.getValue();
        return "not yet";
    }
}
