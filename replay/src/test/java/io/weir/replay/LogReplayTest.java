package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any thread. */
final class LogReplayTest {
    private static final String BACKENDS = """
            backend app
                server s1 127.0.0.1:1
            backend gold
                server s1 127.0.0.1:1
            """;

    private final Rig rig;

    LogReplayTest(@TempDir Path folder) {
        rig = new Rig(folder);
    }

    @Test
    void requestsOfALogOfTheConfigurationsFormatAreDecided() throws IOException {
        configuration("capture request header X-Plan len 8", "log-format \"%ci %{+Q}r %hr\"");
        rig.file("lb.log", """
                haproxy[1]: Proxy fe started.
                haproxy[1]: 10.0.1.2 "GET /a HTTP/1.1" {gold}
                haproxy[1]: 10.0.1.2 "GET /a HTTP/1.1" {}
                haproxy[1]: 10.0.1.2 "<BADREQ>"
                """);

        assertEquals(Replay.OK, run());
        assertEquals("""
                lb.log:2  GET /a  → backend gold  (weir.cfg:11)
                lb.log:3  GET /a  → backend app  (weir.cfg:12 default_backend)
                """, rig.decisions());
        assertTrue(rig.out().contains("1 log lines left out: about no HTTP request"), rig.out());
        assertTrue(rig.out().contains("1 log lines left out: the request was bad or is cut short"), rig.out());
    }

    @Test
    void linesThatBeginWithABraceAreNoRecordsWhenTheFormatIsJson() throws IOException {
        configuration("log-format '{\"r\":%{+Q}r}'");
        rig.file("lb.log", """
                {"r":"GET /a HTTP/1.1"}
                {"req": {"path": "/b", "headers": {"x-plan": "gold"}}}
                """);

        assertEquals(Replay.OK, run());
        assertEquals("""
                lb.log:1  GET /a  → backend app  (weir.cfg:11 default_backend)
                lb.log:2  GET /b  → backend gold  (weir.cfg:10)
                """, rig.decisions());
    }

    @Test
    void connectionsOfOptionTcplogAreDecided() throws IOException {
        tcp("use_backend gold if { src 10.0.1.2 }");
        rig.file("lb.log", tcpLine("10.0.1.2") + tcpLine("10.0.1.3"));

        assertEquals(Replay.OK, run());
        assertEquals("""
                lb.log:1  connection of 10.0.1.2:333  → backend gold  (weir.cfg:8)
                lb.log:2  connection of 10.0.1.3:333  → backend app  (weir.cfg:9 default_backend)
                """, rig.decisions());
    }

    @Test
    void whatAConnectionCarriedIsAnUnknownInput() throws IOException {
        tcp("use_backend gold if { req.len gt 3 }");
        rig.file("lb.log", tcpLine("10.0.1.2"));

        assertEquals(Replay.OK, run());
        assertEquals("lb.log:1  connection of 10.0.1.2:333  → unknown input content  (weir.cfg:8)\n", rig.decisions());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "%ci %ST" ~ it has no item for the method of a request ~ %r or %HM
            "%HM %ST" ~ it has no item for the path of a request ~ %r, %HU or %HP
            "%HM%HU" ~ no text stands between '%HM' and '%HU', so nobody knows where one ends \
                ~ some text between them, such as a space
            """)
    void aFormatWithoutWhatARequestNeedsIsRefusedWithItsPlace(String format, String why, String expected)
            throws IOException {
        configuration("log-format " + format);
        rig.file("lb.log", "GET 200\n");

        assertEquals(Replay.COULD_NOT_RUN, run());
        assertEquals(
                "weir.cfg:8:16: error: lines of this log format cannot be replayed: " + why + " (expected " + expected
                        + ")\n",
                rig.err());
    }

    @Test
    void aFormatOfTwoFrontendsThatNamesNoneIsRefused() throws IOException {
        rig.file("weir.cfg", """
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 5s
                    timeout server 5s
                    log-format "%HM %HU"
                frontend one
                    bind 127.0.0.1:1
                frontend two
                    bind 127.0.0.1:2
                """);
        rig.file("lb.log", "GET /a\n");

        assertEquals(Replay.COULD_NOT_RUN, run());
        assertTrue(
                rig.err()
                        .contains("weir.cfg:6:16: error: lines of this log format cannot be replayed:"
                                + " nothing in it says which of one, two a line is of (expected %ft)"),
                rig.err());
    }

    @Test
    void whatAFormatDoesNotShowIsSaid() throws IOException {
        configuration("log-format \"%HM %HP\"");
        rig.file("lb.log", "GET /a\n");

        assertEquals(Replay.OK, run());
        assertEquals("""
                weir.cfg:8:16: warning: this log format shows no query, so its requests are replayed without one\
                 (expected %HQ, %HU or %r)
                weir.cfg:8:16: warning: this log format shows no version, so its requests are replayed as HTTP/1.1\
                 (expected %HV or %r)
                """, rig.err());
    }

    @Test
    void badLinesAreNamedAndTheOthersReplayed() throws IOException {
        configuration("log-format \"%ST %HM %HU %HV\"");
        rig.file("lb.log", "200 GET /a HTTP/1.1\nabc GET /a HTTP/1.1\n");

        assertEquals(Replay.COULD_NOT_RUN, run());
        assertEquals("lb.log:1  GET /a  → backend app  (weir.cfg:11 default_backend)\n", rig.decisions());
        assertEquals(
                "lb.log:2:1: error: the line does not fit the log format of weir.cfg:8:16 (expected a text of %ST)\n",
                rig.err());
    }

    private int run() {
        return rig.run(Replay.Detail.DECISIONS, "lb.log");
    }

    private void configuration(String... lines) throws IOException {
        rig.file("weir.cfg", """
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 5s
                    timeout server 5s
                frontend fe
                    bind 127.0.0.1:1
                    %s
                    log 127.0.0.1:1 local0
                    use_backend gold if { hdr(x-plan) gold }
                    default_backend app
                """.formatted(String.join("\n    ", lines)) + BACKENDS);
    }

    private void tcp(String rule) throws IOException {
        rig.file("weir.cfg", """
                defaults
                    timeout connect 5s
                    timeout client 5s
                    timeout server 5s
                frontend fe
                    bind 127.0.0.1:1
                    option tcplog
                    %s
                    default_backend app
                """.formatted(rule) + BACKENDS);
    }

    private static String tcpLine(String client) {
        return client + ":333 [06/Feb/2009:12:12:51.443] fe app/s1 0/0/5007 212 -- 5/4/3/2/0 1/6\n";
    }
}
