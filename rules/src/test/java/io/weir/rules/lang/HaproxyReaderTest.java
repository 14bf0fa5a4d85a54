package io.weir.rules.lang;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Has the real HAProxy read what Weir reads. Where it is not installed, that is said on stderr. */
class HaproxyReaderTest {
    private static final Pattern UNKNOWN = Pattern.compile("unknown keyword '(.*)' in 'global'", Pattern.DOTALL);

    /** Lines that both take without a word. */
    private static final List<String> GOOD = List.of(
            "global: maxconn 5",
            "global: nbthread 2",
            "global: log 127.0.0.1:514 len 80 format rfc5424 local0 info err",
            "global: log ::1:514 local0",
            "global: log stdout format raw daemon",
            "global: log-send-hostname",
            "global: stats timeout 10s",
            "global: tune.bufsize 32k",
            "global: hard-stop-after 10s",
            "global: description a b c",
            "global: default-path config",
            "global: setenv A b",
            "global: resetenv",
            "defaults: timeout queue 1500us",
            "defaults: timeout queue 24d",
            "defaults: option forwardfor except 10.0.0.0/255.0.0.0 header X-F if-none",
            "defaults: option redispatch -2",
            "defaults: default option redispatch",
            "defaults: default-server maxconn 10 weight 5",
            "defaults: errorfile 408 /dev/null",
            "defaults: no log",
            "listen: bind :::18001",
            "listen: bind [::]:18001-18003",
            "listen: bind ipv6@:18001",
            "listen: bind ipv4@:18001,:18002 maxconn 10 backlog 5 name x",
            "listen: server s ::1:80",
            "listen: server s [::1]",
            "listen: server s 127.0.0.1",
            "listen: server s 127.0.0.1:0",
            "listen: server s unix@/tmp/x maxconn 5 maxqueue 3 weight 0 backup disabled",
            "listen: server s 127.0.0.1:80 no-backup",
            "listen: http-reuse always",
            "listen: fullconn 10",
            "listen: server s 127.0.0.1:80 minconn 5 cookie c",
            "listen: cookie C insert indirect preserve maxidle 5 domain .x attr A=b",
            "listen: force-persist if TRUE",
            "listen: option httpclose",
            "listen: option abortonclose",
            "listen: no option abortonclose",
            "listen: retry-on none",
            "listen: retry-on all-retryable-errors 0rtt-rejected 401 403 404 408 425 501");

    /** Lines that both refuse. */
    private static final List<String> BAD = List.of(
            "listen: retry-on",
            "listen: retry-on none 503",
            "listen: retry-on 503 none",
            "listen: retry-on 505",
            "global: maxcon 5",
            "listen: cookie C rewrite insert",
            "listen: cookie C rewrite indirect",
            "listen: cookie C preserve",
            "listen: cookie C insert maxlife x",
            "listen: use-server nobody if TRUE",
            "listen: ignore-persist",
            "global: maxconn",
            "global: maxconn 5 5",
            "global: nbthread 65",
            "global: log 127.0.0.1",
            "global: log 127.0.0.1 local9",
            "global: log 127.0.0.1 len 79 local0",
            "global: log dev/log local0",
            "global: stats socket x.sock",
            "global: stats socket /x mode 9",
            "global: stats socket /x level root",
            "global: no daemon",
            "global: mode http",
            "global: hard-stop-after 3x",
            "defaults: bind :80",
            "defaults: acl a path /",
            "defaults: description x",
            "defaults: errorfile 503 /nope",
            "defaults: errorfile 999 /dev/null",
            "defaults: timeout queue 25d",
            "defaults: timeout queue 5 s",
            "defaults: timeout queue 5S",
            "defaults: timeout queue -5",
            "defaults: timeout nope 5",
            "defaults: option httplog nope",
            "defaults: no option httplog",
            "defaults: no option forwardfor",
            "defaults: option forwardfor except 127.0.0.0/33",
            "defaults: option nope",
            "defaults: balance nope",
            "defaults: mode nope",
            "defaults: no log x",
            "defaults: no maxconn",
            "defaults: log global local0",
            "listen: bind :0",
            "listen: bind :18002-18001",
            "listen: bind 127.0.0.1",
            "listen: bind 999.1.1.1:18001",
            "listen: bind fd@x",
            "listen: server s@ 127.0.0.1:80",
            "listen: server s 127.0.0.1:80 weight 257",
            "listen: server s 127.0.0.1:80-90",
            "listen: server s 127.0.0.1:80 maxcon 5",
            "listen: default_backend nope",
            "listen: default_backend l",
            "listen: use_backend nope",
            "listen: use_backend %[nope]",
            "listen: id 0",
            "listen: rules");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void haproxyTakesTheSameLines() throws IOException, InterruptedException {
        assertEquals(List.of(), differences(GOOD, true));
    }

    @Test
    void haproxyRefusesTheSameLines() throws IOException, InterruptedException {
        assertEquals(List.of(), differences(BAD, false));
    }

    @Test
    void haproxyCutsLinesIntoTheSameWords() throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return;
        var differences = new ArrayList<String>();
        for (String each : LexerTest.CASES) {
            var output = check(program, "global\n" + LexerTest.line(each) + "\n");
            var matcher = UNKNOWN.matcher(output);
            var first = matcher.find() ? matcher.group(1) : output;
            if (!first.equals(LexerTest.words(each).split("\\|", 2)[0])) differences.add(each + ": " + first);
        }
        assertEquals(List.of(), differences);
    }

    private List<String> differences(List<String> lines, boolean good) throws IOException, InterruptedException {
        Path program = HaproxyProcess.program();
        if (program == null) return List.of();
        var differences = new ArrayList<String>();
        for (String line : lines) {
            var text = text(line);
            var output = check(program, text);
            if (good == output.contains("[ALERT]")) differences.add("haproxy: " + line + ": " + output);
            var problems = Texts.problems(text);
            boolean refused = problems.stream().anyMatch(problem -> problem.contains(": error: "));
            if (good ? !problems.isEmpty() : !refused) differences.add("weir: " + line + ": " + problems);
        }
        return differences;
    }

    /** A configuration that is right but for that line. */
    private static String text(String sectionAndLine) {
        int colon = sectionAndLine.indexOf(':');
        var line = sectionAndLine.substring(colon + 1) + "\n";
        return switch (sectionAndLine.substring(0, colon)) {
            case "global" -> "global\n" + line + Texts.LISTEN;
            case "defaults" -> Texts.LISTEN.replace("listen", line + "listen");
            default -> Texts.LISTEN + line;
        };
    }

    private String check(Path program, String text) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("w.cfg"), text, ISO_8859_1);
        var builder = new ProcessBuilder(program.toString(), "-c", "-f", file.toString()).redirectErrorStream(true);
        builder.environment().putAll(LexerTest.VARIABLES);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
        process.waitFor();
        return output;
    }
}
