package io.weir.engine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What HAProxy and Weir take, refuse and pass on with the same configuration. */
@Timeout(60)
class HaproxyMessageTest {
    private static final String LINE = "A: b\r\n";

    private static final String INVALID_REQUEST = "    option accept-invalid-http-request\n";
    private static final Setup ACCEPTING = new Setup(101, INVALID_REQUEST, "    option accept-invalid-http-response\n");

    private static final String USER = "GET http://u:p@x:80/";

    private static final List<String> TARGETS = List.of(
            "GET /",
            "GET http://x/",
            "GET http://x:/",
            "GET http://x:80/",
            "GET http://X:80/",
            "GET http://x:81/",
            "GET http://x:443/",
            "GET HTTP://x:80/",
            "GET https://x/",
            "GET https://x:443/",
            "GET https://x:80/",
            "GET ftp://x:80/",
            "GET ftp://x:/",
            "GET http://u@x/",
            USER,
            "GET http://:",
            "GET https://:",
            "GET http://x:80",
            "CONNECT x:80",
            "CONNECT x:443",
            "CONNECT x:81",
            "CONNECT x:",
            "CONNECT x");

    private static final List<String> HOSTS =
            List.of("x", "X", "x:", "x:80", "x:443", "x:81", "x:080", "y", "u", "", ":", ":80", ":443");

    @TempDir
    Path folder;

    @Test
    void aHeadMayHaveAsManyLinesAsMaxhdrSays() throws Exception {
        for (int max : new int[] {5, 101, 300}) {
            var requests = List.of(request(max - 1), request(max));

            assertEquals(List.of("200", "400"), ofWeir(maxhdr(max), requests), "maxhdr " + max);
            assertHaproxyAlike(maxhdr(max), requests);
        }
    }

    @Test
    void aResponseMayHaveAsManyLinesAsMaxhdrSays() throws Exception {
        var requests = List.of(answer(LINE.repeat(4)), answer(LINE.repeat(5)));

        assertEquals(List.of("200", "502"), ofWeir(maxhdr(6), requests));
        assertHaproxyAlike(maxhdr(6), requests);
    }

    @Test
    void withItsOptionARequestMayBeWhatHaproxyAcceptsThen() throws Exception {
        var taken = List.of(
                get("/", "A(b,c: d"),
                get("/", "A\u00e4: b"),
                get("/", "A: b\u0001c\u007f"),
                get("/a#b", "A: b"),
                get("/\u00e4#\u00fc", "A: b"),
                get("http://u@v@x/", "A: b"),
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a/b c\u00e4\r\n\r\n",
                "GET \t /  HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.10\r\nHost: x\r\n\r\n",
                "GET / RTSP/1.0\r\nHost: x\r\n\r\n",
                "GET /\r\n");

        assertEquals(all(taken, "200"), ofWeir(ACCEPTING, taken));
        assertHaproxyAlike(ACCEPTING, taken);
    }

    @Test
    void whatTwoReadersCouldUnderstandDifferentlyStaysRefusedWithTheOption() throws Exception {
        var refused = List.of(
                get("/", "A : b"),
                get("/", "A\rb: c"),
                get("/", "A\0b: c"),
                get("/", "A: b\0c"),
                get("http://y/", "A: b"),
                get("http://u@x/", "A: b").replace("Host: x", "Host: u@x"),
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        var refusedByBoth = List.of(
                get("/", ": b"),
                get("/", "A: b\rc"),
                get("/", "A: b\r\nHost: y"),
                get("/", "Content-Length: 1\r\nContent-Length: 2"),
                get("/", "Transfer-Encoding: gzip"),
                get("/\u0001", "A: b"),
                "POST /\r\n");

        assertEquals(all(refused, "400"), ofWeir(ACCEPTING, refused));
        assertEquals(all(refusedByBoth, "400"), ofWeir(ACCEPTING, refusedByBoth));
        assertHaproxyAlike(ACCEPTING, refusedByBoth);
        if (Haproxy.program() != null) assertEquals(all(refused, "200"), ofHaproxy(ACCEPTING, refused));
    }

    @Test
    void whatTargetAndHostSayTogetherIsTakenRefusedAndPassedOnAsByHaproxy() throws Exception {
        var requests = new ArrayList<String>();
        for (String target : TARGETS) for (String host : HOSTS) requests.add(asking(target, host));

        var ofWeir = ofWeir(maxhdr(101), requests);

        assertEquals("200 GET http://u:p@x/ for x", ofWeir.get(requests.indexOf(asking(USER, "x:80"))));
        assertEquals("400", ofWeir.get(requests.indexOf(asking(USER, "u"))));
        assertHaproxyAlike(maxhdr(101), requests);
    }

    @Test
    void withItsOptionAResponseMayBeWhatHaproxyAcceptsThen() throws Exception {
        var answers = List.of(
                answer("A(b,c: d\r\n"),
                answer("A\u00e4: b\r\n"),
                answer("A: ~\r\n"),
                answer("=HTTP/1.10 200 OK\r\nContent-Length: 0\r\n"),
                answer("=RTSP/1.0 200 OK\r\nContent-Length: 0\r\n"));

        assertEquals(all(answers, "200"), ofWeir(ACCEPTING, answers));
        assertHaproxyAlike(ACCEPTING, answers);
        assertEquals(all(answers, "502"), ofWeir(new Setup(101, INVALID_REQUEST, ""), answers));
    }

    private static String get(String target, String line) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + line + "\r\n\r\n";
    }

    /** Its server answers with the target and the Host that it sees. */
    private static String asking(String target, String host) {
        return target + " HTTP/1.1\r\nHost: " + host + "\r\nAnswer: seen: ?|\r\n\r\n";
    }

    private static String seen(String head) {
        String host = head.lines()
                .filter(line -> line.regionMatches(true, 0, "host:", 0, 5))
                .findFirst()
                .orElseThrow();
        return head.substring(0, head.indexOf(" HTTP/")) + " for "
                + host.substring(5).strip();
    }

    private static List<String> all(List<String> messages, String status) {
        return messages.stream().map(_ -> status).toList();
    }

    private static Setup maxhdr(int max) {
        return new Setup(max, "", "");
    }

    /** Host and so many other lines, all in all {@code lines}. */
    private static String request(int lines) {
        return "GET / HTTP/1.1\r\nHost: x\r\n" + LINE.repeat(Math.max(0, lines - 1)) + "\r\n";
    }

    /** A request whose server answers with those lines, besides a length. */
    private static String answer(String lines) {
        return "GET / HTTP/1.1\r\nHost: x\r\nAnswer: " + lines.replace("\r\n", "|") + "\r\n\r\n";
    }

    /** What there is to configure. */
    private record Setup(int maxhdr, String frontend, String backend) {
        String text() {
            return "global\n    tune.http.maxhdr " + maxhdr + "\n"
                    + Weir.configuration(frontend, backend + "    server s1 \"127.0.0.1:${S1}\"");
        }
    }

    private void assertHaproxyAlike(Setup setup, List<String> requests) throws Exception {
        if (Haproxy.program() != null) assertEquals(ofHaproxy(setup, requests), ofWeir(setup, requests));
    }

    private List<String> ofHaproxy(Setup setup, List<String> requests) throws Exception {
        Path program = requireNonNull(Haproxy.program());
        try (var origin = origin();
                var haproxy = Haproxy.running(program, folder, setup.text(), origin)) {
            return statuses(haproxy.port(), requests);
        }
    }

    private static List<String> ofWeir(Setup setup, List<String> requests) throws Exception {
        try (var origin = origin();
                var weir = Weir.running(setup.text(), origin)) {
            return statuses(weir.port(), requests);
        }
    }

    private static List<String> statuses(int port, List<String> requests) throws Exception {
        var statuses = new ArrayList<String>();
        for (String request : requests) {
            try (var wire = Wire.to(port)) {
                String head = wire.send(request).finish().head();
                int seen = head.indexOf("seen: ");
                statuses.add((head.isEmpty() ? "nothing" : head.split(" ", 3)[1])
                        + (seen < 0
                                ? ""
                                : head.substring(seen + 5).lines().findFirst().orElseThrow()));
            }
        }
        return statuses;
    }

    /** Answers with the lines that the request asks for; those that begin with = are the whole head. */
    private static Origin origin() throws Exception {
        return Origin.playing((wire, _) -> {
            String head = wire.message();
            if (head.isEmpty()) return;
            String lines = head.lines()
                    .filter(line -> line.regionMatches(true, 0, "answer: ", 0, 8))
                    .findFirst()
                    .map(line -> line.substring(8).replace("|", "\r\n").replace("~", "a\u0001b"))
                    .map(line -> line.contains("?") ? line.replace("?", seen(head)) : line)
                    .orElse("");
            if (lines.startsWith("=")) wire.send(lines.substring(1) + "\r\n");
            else wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + lines + "\r\n");
        });
    }
}
