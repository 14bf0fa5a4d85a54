package io.weir.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.cli.LoggingProxy.Logged;
import io.weir.replay.Replay;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a proxy has logged over real sockets is decided in its replay as the proxy decided it: of Weir, and of the real
 * HAProxy with the same configuration where it is installed.
 */
class LoggedTrafficProcessTest {
    private static final Pattern DECISION = Pattern.compile(" {2}→ (.*?)(?: {2}\\(.*)?$");

    private static final List<String> REQUESTS = List.of(
            "GET / HTTP/1.1\r\nHost: shop.example\r\n",
            "GET /api/v1?a=b HTTP/1.1\r\nHost: api.example\r\n",
            "GET /api/v1 HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: Mozilla/5.0 (X11; \"q\" | {b} #1 \\ ])\r\n",
            "POST /form HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 2\r\n",
            "GET /x?q=1&r=%20;%22 HTTP/1.1\r\nHost: shop.example\r\nX-Plan: free\r\n",
            "GET / HTTP/1.0\r\n",
            "GET /secret/x HTTP/1.1\r\nHost: shop.example\r\n",
            "GET /a\\b'c HTTP/1.1\r\nHost: shop.example\r\nX-Plan: gold\r\n",
            "GET / HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: bot {1} from \"http://x\", 200 -\r\n");

    /** Lines of frontends, with the frames that they are sent in. */
    private static final List<Form> FORMS = List.of(
            rfc3164("option httplog"),
            rfc3164("option httplog clf"),
            rfc3164("option httpslog"),
            rfc3164("log-format \"%ci:%cp [%tr] %ft %b/%s %ST %{+Q}r %hr %hs\""),
            rfc3164("log-format \"%[src] %f %HM %HP%HQ %HV %{+Q}hrl %ac/%fc/%bc/%sc/%rc %sq/%bq\""),
            rfc3164("log-format \"%{+Q}o %HM %HU %HV %{-Q,+X}ci:%{+X}cp <%{+E}[capture.req.hdr(0)]>"
                    + " %{+E}[capture.req.hdr(1)] %{+E}[capture.req.hdr(2)]\""),
            rfc3164("log-format \"%Ts.%ms %ci t=%Tr|%{+E}hr|%{+E}r|%s|%ts\""),
            rfc3164(
                    "log-format '{\"t\":\"%trg\",\"c\":\"%ci\",\"fe\":\"%f\",\"m\":\"%HM\",\"u\":\"%HU\",\"v\":\"%HV\",\"st\":%ST,"
                            + "\"host\":\"%[capture.req.hdr(0)]\",\"ua\":\"%[capture.req.hdr(1),json(utf8s)]\","
                            + "\"plan\":\"%[capture.req.hdr(2)]\"}'"),
            rfc3164("log-format '{\"req\":{\"line\":%{+Q}r},\"captured\":\"%{+E}hr\",\"src\":\"%[src]\"}'"),
            new Form("log-format \"%ci %HM %HU %HV %hr\"", "raw"),
            new Form("log-format \"%ci %HM %HU %HV %hr\"", "short"),
            new Form("log-format \"%ci %HM %HU %HV %hr\"", "timed"),
            new Form("log-format \"%ci %HM %HU %HV %hr\"", "iso"),
            new Form("log-format \"%ci %HM %HU %HV %hr\"", "rfc5424"));

    @TempDir
    private Path folder = Path.of("");

    /** How a frontend logs. */
    private record Form(String line, String frame) {}

    private static Form rfc3164(String line) {
        return new Form(line, "rfc3164");
    }

    @Test
    void requestsAreDecidedAsTheProxyDidThatLoggedThem() throws Exception {
        String configuration = configuration(FORMS);

        var weirs = LoggingProxy.weir(folder, configuration, FORMS.size()).requests(REQUESTS);
        var haproxys = LoggingProxy.haproxy(folder, configuration, FORMS.size()).requests(REQUESTS);

        for (int i = 0; i < FORMS.size(); i++) {
            assertSameDecisions(configuration(FORMS, i, i + 1), weirs.get(i));
            assertSameDecisions(configuration(FORMS, i, i + 1), haproxys.get(i));
        }
    }

    @Test
    void requestsInWeirsOwnLinesAreDecidedAsItDid() throws Exception {
        String configuration = """
                defaults
                    mode http
                    timeout connect 2s
                    timeout client 10s
                    timeout server 10s
                frontend fe
                    bind "127.0.0.1:${PORT0}"
                    log "127.0.0.1:${LOG0}" len 4096 format rfc5424 local0
                    option dontlognull
                    option jsonlog
                    http-request deny if { path_beg /secret }
                    use_backend search if { url_param(q) 1 } or HTTP_1.0
                    default_backend app
                """ + backends("app", "search");

        var logged = LoggingProxy.weir(folder, configuration, 1).requests(REQUESTS);

        assertSameDecisions(configuration, logged.getFirst());
    }

    @Test
    void connectionsOfOptionTcplogAreDecidedAsTheProxyDid() throws Exception {
        String configuration = """
                defaults
                    mode tcp
                    timeout connect 2s
                    timeout client 10s
                    timeout server 10s
                frontend fe
                    bind "127.0.0.1:${PORT0}"
                    log "127.0.0.1:${LOG0}" format rfc3164 local0
                    option tcplog
                    tcp-request content reject if { src 127.0.0.9 }
                    use_backend other if { src 127.0.0.8 }
                    default_backend app
                backend app
                    server s1 "127.0.0.1:${APP}"
                backend other
                    server s1 "127.0.0.1:${OTHER}"
                """;
        String[] clients = {"127.0.0.1", "127.0.0.8", "127.0.0.9"};

        for (var logged : List.of(
                LoggingProxy.weir(folder, configuration, 1).connections(clients).getFirst(),
                LoggingProxy.haproxy(folder, configuration, 1)
                        .connections(clients)
                        .getFirst())) {
            assertEquals(List.of("backend app", "backend other", "reject"), logged.decisions());
            assertSameDecisions(configuration, logged);
        }
    }

    @Test
    void whatWasNoRequestIsCounted() throws Exception {
        var forms = List.of(new Form("log-format \"%ft %hr %{+Q}r %ST\"", "raw"), rfc3164("option httplog clf"));
        var requests = List.of(REQUESTS.getFirst(), "GET / HTTP/1.1\r\nbad name: x\r\n");

        var weirs = LoggingProxy.weir(folder, configuration(forms), 2).requests(requests);
        var haproxys = LoggingProxy.haproxy(folder, configuration(forms), 2).requests(requests);

        for (int i = 0; i < forms.size(); i++) {
            String configuration = configuration(forms, i, i + 1);
            for (var logged : List.of(weirs.get(i), haproxys.get(i)))
                assertTrue(
                        replay(configuration, logged.lines())
                                .contains("1 log lines left out: the request was bad or is cut short"),
                        String.join("\n", logged.lines()));
        }
    }

    private void assertSameDecisions(String configuration, Logged logged) throws Exception {
        assertEquals(logged.decisions(), replayed(configuration, logged.lines()), String.join("\n", logged.lines()));
    }

    private List<String> replayed(String configuration, List<String> lines) throws Exception {
        List<String> decisions = new ArrayList<>();
        for (String line : replay(configuration, lines).split("\n")) {
            var decision = DECISION.matcher(line);
            if (decision.find()) decisions.add(decision.group(1));
        }
        return decisions;
    }

    private String replay(String configuration, List<String> lines) throws Exception {
        var file = Files.writeString(folder.resolve("weir.cfg"), configuration);
        var log = Files.writeString(folder.resolve("traffic.log"), String.join("\n", lines) + "\n", ISO_8859_1);
        var printed = new ByteArrayOutputStream();
        Map<String, String> ports = new HashMap<>(Map.of("APP", "1", "OTHER", "1"));
        for (int i = 0; i < FORMS.size(); i++) ports.putAll(Map.of("PORT" + i, "1", "LOG" + i, "1"));
        try (var out = new PrintStream(printed, true, UTF_8)) {
            var order = new Replay.Order(
                    List.of(file),
                    ports,
                    List.of(log),
                    Replay.Detail.DECISIONS,
                    List.of("host", "user-agent", "x-plan"));
            int status = Replay.run(order, out, out);
            assertEquals(Replay.OK, status, () -> printed.toString(UTF_8) + String.join("\n", lines));
        }
        return printed.toString(UTF_8);
    }

    /** Frontends with the same rules. */
    private static String configuration(List<Form> forms) {
        return configuration(forms, 0, forms.size());
    }

    private static String configuration(List<Form> forms, int first, int end) {
        var text = new StringBuilder("""
                defaults
                    mode http
                    timeout connect 2s
                    timeout client 10s
                    timeout server 10s
                """);
        for (int i = first; i < end; i++) text.append(frontend(i, forms.get(i)));
        return text + backends("app", "old", "bots", "x11", "gold", "api", "search", "post");
    }

    private static String frontend(int number, Form form) {
        return """
                frontend fe%1$d
                    bind "127.0.0.1:${PORT%1$d}"
                    log "127.0.0.1:${LOG%1$d}" len 4096 format %2$s local0
                    option dontlognull
                    %3$s
                    capture request header Host len 32
                    capture request header User-Agent len 64
                    capture request header X-Plan len 16
                    http-request deny if { path_beg /secret }
                    use_backend old if HTTP_1.0
                    use_backend bots if { req.hdr(user-agent) -m beg "bot {1} from \\"http://x\\"" }
                    use_backend x11 if { req.fhdr(user-agent) "Mozilla/5.0 (X11; \\"q\\" | {b} #1 \\\\ ])" }
                    use_backend gold if { req.hdr(x-plan) gold } { path "/a\\\\b'c" }
                    use_backend api if { path_beg /api } { hdr(host) api.example } { query a=b }
                    use_backend search if { url_param(q) 1 } !{ req.hdr(x-plan) gold }
                    use_backend post if METH_POST
                    use_backend app if { src 127.0.0.1 } { hdr(host) shop.example }
                """.formatted(number, form.frame(), form.line());
    }

    private static String backends(String... names) {
        var text = new StringBuilder();
        for (String name : names) text.append("""
                backend %1$s
                    http-response set-header X-Backend %1$s
                    server s1 "127.0.0.1:${APP}"
                """.formatted(name));
        return text.toString();
    }
}
