package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Log lines of a format of the configuration's own, over real sockets. The same configuration is given to the real
 * HAProxy where it is installed: its lines are the expected ones.
 */
class LogFormatLinesTest {
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");

    private static final String FULL = """
            GET /a?b=1 HTTP/1.1
            Host: h
            X-V: a{]|"\\#b
            Cookie: x=1; SID=abcdefghijk; SID=2
            Connection: close

            """.replace("\n", "\r\n");
    private static final String ABSOLUTE = "GET http://h/p?q HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final String ASTERISK = "OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final String DENIED = "GET /deny HTTP/1.0\r\nHost: h\r\n\r\n";
    private static final String ANSWERED = "GET /answer HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final String DOWN = "GET /down HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final String BAD = "GET / HTTP/1.1\r\nbad name: x\r\n\r\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsKnownOfARequestIsShownByItsVariables() throws Exception {
        String format = "log-format \"%ci|%fi|%f|%ft|%b|%s|%ST|%HM|%HP|%HPO|%HQ|%HU|%HV|%r|%ts|%tsc|%Th|%sslc|%si\"";

        bothLog(
                format,
                List.of(FULL, ABSOLUTE, ASTERISK, DENIED, ANSWERED, DOWN),
                List.of(
                        "127.0.0.1|127.0.0.1|fe|fe|be|s1|200|GET|/a|/a|?b=1|/a?b=1|HTTP/1.1|GET /a?b=1 HTTP/1.1"
                                + "|--|----|0|-|127.0.0.1",
                        "127.0.0.1|127.0.0.1|fe|fe|be|s1|200|GET|http://h/p|/p|?q|http://h/p?q|HTTP/1.1"
                                + "|GET http://h/p?q HTTP/1.1|--|----|0|-|127.0.0.1",
                        "127.0.0.1|127.0.0.1|fe|fe|be|s1|200|OPTIONS|*|||*|HTTP/1.1|OPTIONS * HTTP/1.1"
                                + "|--|----|0|-|127.0.0.1",
                        "127.0.0.1|127.0.0.1|fe|fe|be|<NOSRV>|403|GET|/deny|/deny||/deny|HTTP/1.0|GET /deny HTTP/1.0"
                                + "|PR|PR--|0|-|-",
                        "127.0.0.1|127.0.0.1|fe|fe|fe|<NOSRV>|200|GET|/answer|/answer||/answer|HTTP/1.1"
                                + "|GET /answer HTTP/1.1|LR|LR--|0|-|-",
                        "127.0.0.1|127.0.0.1|fe|fe|down|d1|503|GET|/down|/down||/down|HTTP/1.1|GET /down HTTP/1.1"
                                + "|SC|SC--|0|-|127.0.0.1"));
    }

    @Test
    void theLineOfHttpsTellsThatThereIsNoTls() throws Exception {
        List<String> requests = List.of(FULL, DENIED, ANSWERED, DOWN, BAD);
        List<String> expected = Collections.nCopies(requests.size(), "\" 0/-/-/-/0 -/-/-");

        assertEquals(expected, ends(ofWeir("option httpslog", requests, requests.size())));
        assertEquals(expected, ends(ofHaproxy("option httpslog", requests, requests.size())), "what HAProxy logs");
    }

    private static List<String> ends(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(line.lastIndexOf('"')).strip())
                .toList();
    }

    @Test
    void whatWasCapturedStandsInBlocksAndLists() throws Exception {
        String format = "log-format \"%hr %hs|%hrl|%hsl|%CC|%CS|%[capture.req.hdr(1)]|%[capture.res.hdr(0)]"
                + "|%[capture.req.method] %[capture.req.uri] %[capture.req.ver] %[capture.res.ver]|%[var(txn.v)]\"";

        bothLog(
                format,
                List.of(FULL, DENIED),
                List.of(
                        "{h|a#7B]#7C#22\\#23b|/a|A#7B]#7C} {serv#7Ber#7D|two}|h a#7B]#7C#22\\#23b /a A#7B]#7C"
                                + "|serv#7Ber#7D two|SID=abcde|SID=new|a{]|\"\\#b|serv{er}|GET /a?b=1 HTTP/1.1 HTTP/1.1|/a",
                        "{h||/de|} {|}|h - /de -|- -|-|-|-|-|GET /deny HTTP/1.0 -|-"));
    }

    @Test
    void flagsQuoteEscapeAndTurnIntoHexadecimal() throws Exception {
        String format = "log-format \"%{+Q}o %ci %b %s %ST %HM %HQ %r %ts %hr %hrl %CC %CS %[capture.req.hdr(1)] %{-Q}s"
                + " %{-Q,+E}[capture.req.hdr(1)] %{+E}hr %{-Q,+X}ci\"";

        bothLog(
                format,
                List.of(FULL, DENIED),
                List.of(
                        "\"127.0.0.1\" \"be\" \"s1\" 200 \"GET\" \"?b=1\" \"GET /a?b=1 HTTP/1.1\" --"
                                + " \"{h|a#7B]#7C#22\\#23b|/a|A#7B]#7C}\" \"h\" \"a#7B]#7C#22\\#23b\" \"/a\" \"A#7B]#7C\""
                                + " \"SID=abcde\" \"SID=new\" \"a{]|\"\\#b\" s1 a{\\]|\\\"\\\\#b"
                                + " \"{h|a#7B\\]#7C#22\\\\#23b|/a|A#7B\\]#7C}\" 7F000001",
                        "\"127.0.0.1\" \"be\" \"<NOSRV>\" 403 \"GET\" \"\" \"GET /deny HTTP/1.0\" PR"
                                + " \"{h||/de|}\" \"h\" \"\" \"/de\" \"\" \"\" \"\" \"\" <NOSRV> - \"{h||/de|}\" 7F000001"));
    }

    @Test
    void spacesAroundNothingAreOneAndTheUniqueIdIsThere() throws Exception {
        bothLog(
                "log-format \"  a   b %ID %[unique-id] \"",
                List.of(FULL, DENIED), List.of("a b fe-7-GET fe-7-GET", "a b fe-7-GET fe-7-GET"));
    }

    @Test
    void aConnectionWithoutAWholeRequestIsLoggedInItsOwnFormat() throws Exception {
        bothLog(
                "option httplog\n    error-log-format \"ERR %b %s %ST %r %ts %hr|%ID|%[src]|%CC\"",
                List.of(BAD), List.of("ERR fe <NOSRV> 400 <BADREQ> PR |-|127.0.0.1|-"));
    }

    @Test
    void onlyWhatWentWrongIsLoggedAndAsAnError() throws Exception {
        bothLog(
                "log-format %HU\n    option dontlog-normal\n    option log-separate-errors\n"
                        + "    log \"127.0.0.1:${LOG}\" format short local0",
                List.of(ANSWERED, DENIED, DOWN), List.of("<3>/deny", "<3>/down"));
    }

    @Test
    void structuredDataAndTheTagOfTheProxyStandInTheFrameOfRfc5424() throws Exception {
        String lines = "log-format %HM\n    log-format-sd \"%{+Q,+E}o [id@1 v=%[capture.req.hdr(1)]] \"\n"
                + "    log-tag own\n    log \"127.0.0.1:${LOG}\" format rfc5424 local0";

        for (String line : List.of(
                ofWeir(lines, List.of(FULL), 1).getFirst(),
                ofHaproxy(lines, List.of(FULL), 1).getFirst()))
            assertTrue(line.matches("<134>1 \\S+ - own \\d+ - \\[id@1 v=\"a\\{\\\\]\\|\\\\\"\\\\\\\\#b\"] GET"), line);
    }

    @Test
    void aSampleOfTheLinesIsLogged() throws Exception {
        String lines = "log-format %HU\n    log \"127.0.0.1:${LOG}\" format raw sample 2,4-5:5 local0";
        List<String> requests = new ArrayList<>();
        for (int i = 1; i <= 10; i++) requests.add("GET /" + i + " HTTP/1.0\r\n\r\n");

        bothLog(lines, requests, List.of("/2", "/4", "/5", "/7", "/9", "/10"));
    }

    @Test
    void aLineThatNeedsNotWaitIsMarked() throws Exception {
        String line =
                ofWeir("option httplog\n    option logasap", List.of(FULL), 1).getFirst();

        assertTrue(line.matches(".* be/s1 \\d+/\\d+/\\d+/\\d+/\\+\\d+ 200 \\+\\d+ SID=abcde SID=new .*"), line);
    }

    @Test
    void halogReadsTheLinesOfWeir() throws Exception {
        var halog = Path.of("/usr/bin/halog");
        if (!Files.isExecutable(halog)) {
            System.err.println("NOT RUN: halog reads a log, which is not installed");
            return;
        }
        String lines = "option httplog\n    log \"127.0.0.1:${LOG}\" format rfc3164 local0";
        Path log = folder.resolve("log");
        Files.writeString(log, String.join("\n", ofWeir(lines, List.of(FULL, DENIED, FULL), 3)) + "\n");

        Process process = new ProcessBuilder(halog.toString(), "-st", "-q")
                .redirectInput(log.toFile())
                .start();
        String counts = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals("200 2\n403 1\n", counts);
    }

    // ---- running both

    private void bothLog(String lines, List<String> requests, List<String> expected) throws Exception {
        assertEquals(String.join("\n", expected), String.join("\n", ofWeir(lines, requests, expected.size())));
        assertEquals(
                String.join("\n", expected),
                String.join("\n", ofHaproxy(lines, requests, expected.size())),
                "what HAProxy logs");
    }

    private static List<String> ofWeir(String lines, List<String> requests, int count) throws Exception {
        try (var origin = origin();
                var weir = Weir.running(configuration(lines), origin)) {
            List<String> logged = new ArrayList<>();
            for (String request : requests) ask(weir.port(), request);
            for (int i = 0; i < count; i++) logged.add(weir.logLine());
            return logged;
        }
    }

    /** Without HAProxy, what Weir logs. */
    private List<String> ofHaproxy(String lines, List<String> requests, int count) throws Exception {
        if (!Files.isExecutable(HAPROXY)) {
            System.err.println("NOT RUN: the comparison with HAProxy, which is not installed");
            return ofWeir(lines, requests, count);
        }
        Path file = folder.resolve("haproxy.cfg");
        Files.writeString(file, configuration(lines));
        int port = Origin.deadPort();
        try (var origin = origin();
                var log = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            log.setSoTimeout(10_000);
            var builder = new ProcessBuilder(HAPROXY.toString(), "-db", "-f", file.toString()).inheritIO();
            builder.environment()
                    .putAll(Map.of("PORT", "" + port, "LOG", "" + log.getLocalPort(), "S1", "" + origin.port()));
            Process process = builder.start();
            try {
                awaitListening(process, port);
                for (String request : requests) ask(port, request);
                List<String> logged = new ArrayList<>();
                for (int i = 0; i < count; i++) logged.add(receive(log));
                return logged;
            } finally {
                process.destroy();
                process.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    /** Its first line is no connection's: the connections that ask whether it listens send nothing. */
    private static void awaitListening(Process process, int port) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 400; attempt++) {
            try (var _ = Wire.to(port)) {
                return;
            } catch (IOException e) {
                if (process.waitFor(25, TimeUnit.MILLISECONDS)) throw new IOException("HAProxy ended", e);
            }
        }
        throw new IOException("HAProxy does not listen");
    }

    private static String receive(DatagramSocket log) throws IOException {
        var packet = new DatagramPacket(new byte[8192], 8192);
        log.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).strip();
    }

    private static void ask(int port, String request) throws IOException {
        try (var client = Wire.to(port)) {
            client.send(request).rest();
        }
    }

    private static Origin origin() throws IOException {
        return Origin.playing((wire, _) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-S: serv{er}\r\nX-T: two\r\n"
                    + "Set-Cookie: A=1\r\nSet-Cookie: SID=new; path=/\r\n\r\nhi");
            wire.rest();
        });
    }

    private static String configuration(String lines) {
        String target = lines.contains("log \"") ? "" : "log \"127.0.0.1:${LOG}\" format raw local0";
        return """
                global
                    nbthread 1 # else the lines of two loops may swap, of HAProxy's threads too
                defaults
                    mode http
                    timeout connect 2s
                    timeout client 10s
                    timeout server 10s
                    retries 0
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    option dontlognull
                    %s
                    capture request header Host len 16
                    capture request header X-V len 8
                    declare capture request len 3
                    capture response header X-S len 20
                    capture cookie SID= len 9
                    declare capture response len 4
                    unique-id-format %%f-%%[int(7)]-%%HM
                    unique-id-header X-Uid
                    http-request capture path id 2
                    http-request capture req.hdr(x-v),upper len 4
                    http-request set-var(txn.v) path,capture-req(2) if { path /a }
                    http-request set-path /changed if { path /a }
                    http-request return status 200 if { path /answer }
                    http-response capture res.hdr(x-t) id 1
                    %s
                    use_backend down if { path /down }
                    default_backend be
                backend be
                    http-request deny if { path /deny }
                    server s1 "127.0.0.1:${S1}"
                backend down
                    server d1 127.0.0.1:1
                """.formatted(target, lines);
    }
}
