package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import io.weir.rules.Phase;
import io.weir.rules.sample.AclKeyword;
import io.weir.rules.sample.Converters;
import io.weir.rules.sample.Fetch;
import io.weir.rules.sample.Fetches;
import io.weir.rules.sample.Needs;
import io.weir.rules.sample.SampleType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of fetches, converters and actions beside HAProxy's own lists. */
class SampleTablesTest {
    /** Weir's own, and those that HAProxy has only in newer versions. */
    private static final Set<String> OWN = Set.of("fe_req_cur", "queue_wait_ms", "uptime", "act_conn");

    /** A line such as {@code [ . . Y … ] path: str}. Its 8th mark: http-request of a backend; the 13th: http-response. */
    private static final Pattern FETCH = Pattern.compile("\\[([ .Y]+)] ([^(:]+)(?:\\(.*\\))?: (\\w+)");

    private static final Pattern CONVERTER = Pattern.compile("([^(:]+)(?:\\(.*\\))?: (\\w+) => (\\w+)");

    @Test
    void everyCounterIsAFetch() {
        for (Counter counter : Counter.values())
            assertTrue(Fetches.named(counter.fetchName()) != null, counter.fetchName());
    }

    @Test
    void everyNameOfOursIsOneOfHaproxysOrListedAsOurOwn() {
        Set<String> fetches = HaproxyKeywords.FETCH.names();
        for (Fetch fetch : Fetches.all())
            assertTrue(fetches.contains(fetch.name()) || OWN.contains(fetch.name()), fetch.name());
        for (var converter : Converters.all())
            assertTrue(HaproxyKeywords.CONVERTER.names().contains(converter.name()), converter.name());
        for (String name : AclKeyword.names())
            assertTrue(HaproxyKeywords.ACL.names().contains(name), name);
        actionsAreHaproxys(Phase.TCP_REQUEST_CONNECTION, HaproxyKeywords.TCP_REQUEST_CONNECTION);
        actionsAreHaproxys(Phase.TCP_REQUEST_SESSION, HaproxyKeywords.TCP_REQUEST_SESSION);
        actionsAreHaproxys(Phase.TCP_REQUEST_CONTENT, HaproxyKeywords.TCP_REQUEST_CONTENT);
        actionsAreHaproxys(Phase.HTTP_REQUEST, HaproxyKeywords.HTTP_REQUEST);
        actionsAreHaproxys(Phase.TCP_RESPONSE_CONTENT, HaproxyKeywords.TCP_RESPONSE_CONTENT);
        actionsAreHaproxys(Phase.HTTP_RESPONSE, HaproxyKeywords.HTTP_RESPONSE);
        actionsAreHaproxys(Phase.HTTP_AFTER_RESPONSE, HaproxyKeywords.HTTP_AFTER_RESPONSE);
    }

    /** Of {@code track-sc0} and its like, HAProxy's list has the name without the number. */
    private static void actionsAreHaproxys(Phase phase, HaproxyKeywords known) {
        for (String name : ActionTable.names(phase)) {
            String numberless = name.replaceAll("^(track-sc)[0-9]$", "$1");
            assertTrue(known.names().contains(numberless), phase.keyword() + " " + name);
        }
    }

    @Test
    void fetchesHaveTheTypesAndPlacesThatHaproxySays() throws IOException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> differences = new ArrayList<>();
        for (String line : HaproxyProcess.output(program, "-dKsmp", "-q", "-c", "-f", "/dev/null")) {
            Matcher matcher = FETCH.matcher(line);
            Fetch fetch = matcher.lookingAt() ? Fetches.named(matcher.group(2)) : null;
            if (fetch == null) continue;
            String theirs =
                    type(matcher.group(3)) + " " + needs(matcher.group(1).replace(" ", ""));
            String ours = title(fetch.type()) + " " + place(fetch.needs());
            if (!theirs.equals(ours)) differences.add(fetch.name() + ": " + theirs + ", not " + ours);
        }
        assertEquals(List.of(), differences);
    }

    @Test
    void convertersTakeAndGiveWhatHaproxySays() throws IOException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        List<String> differences = new ArrayList<>();
        for (String line : HaproxyProcess.output(program, "-dKcnv", "-q", "-c", "-f", "/dev/null")) {
            Matcher matcher = CONVERTER.matcher(line);
            var converter = matcher.matches() ? Converters.named(matcher.group(1)) : null;
            if (converter == null) continue;
            String theirs = type(matcher.group(2)) + " => " + type(matcher.group(3));
            String ours = title(converter.to()) + " => " + title(converter.from());
            if (!theirs.equals(ours)) differences.add(converter.name() + ": " + theirs + ", not " + ours);
        }
        assertEquals(List.of(), differences);
    }

    /** Raw bytes may be asked for where the head of their direction may. */
    private static Needs place(Needs needs) {
        return switch (needs) {
            case REQUEST_CONTENT -> Needs.REQUEST;
            case RESPONSE_CONTENT -> Needs.RESPONSE;
            case NOTHING, MESSAGE, BACKEND, REQUEST, RESPONSE, OUTCOME -> needs;
        };
    }

    private static Needs needs(String marks) {
        boolean inRequest = marks.charAt(7) == 'Y';
        boolean inResponse = marks.charAt(12) == 'Y';
        boolean inFrontend = marks.charAt(3) == 'Y';
        if (inRequest && inResponse && !inFrontend) return Needs.BACKEND;
        if (inRequest && inResponse && marks.charAt(18) != 'Y') return Needs.MESSAGE;
        if (inRequest == inResponse) return Needs.NOTHING;
        if (inRequest) return Needs.REQUEST;
        return marks.charAt(18) == 'Y' ? Needs.OUTCOME : Needs.RESPONSE;
    }

    private static String title(SampleType type) {
        return switch (type) {
            case BOOL -> "bool";
            case INT -> "sint";
            case IP -> "ipv4";
            case STR -> "str";
            case BIN -> "bin";
            case METH -> "meth";
            case ANY -> "any";
        };
    }

    private static String type(String haproxy) {
        return haproxy.equals("addr") || haproxy.equals("ipv6") ? "ipv4" : haproxy;
    }
}
