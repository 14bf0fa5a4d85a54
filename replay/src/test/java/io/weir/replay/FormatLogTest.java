package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.rules.Counter;
import io.weir.rules.UnknownInputException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any thread. */
final class FormatLogTest {
    private static final String CLF_LINE = "10.0.1.2 - - [06/Feb/2009:12:14:14 +0100] \"GET /x?a=1 HTTP/1.1\" 200 120"
            + " \"\" \"\" 333 655 \"fe\" \"app\" \"s1\" 1 0 3 6 9 ---- 5 4 3 2 0 1 6 \"\" \"\""
            + " \"shop.example\" \"gold\" ";

    private static final String TCP = """
            frontend fe
                mode tcp
                bind 127.0.0.1:1
                log 127.0.0.1:1 local0
                option tcplog
            """;
    private static final String TCP_LINE =
            "10.0.1.2:333 [06/Feb/2009:12:12:51.443] fe app/s1 0/0/5007 212 -- 5/4/3/2/0 1/6";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "%ci:%cp [%tr] %b/%s %ST %{+Q}r %hr %hs" \
                ~ 10.0.1.2:333 [06/Feb/2009:12:14:14.655] app/s1 200 "GET /x?a=1 HTTP/1.1" {shop.example|gold}
            "%[src] %HM %HP%HQ %HV %hrl %s %ST" \
                ~ 10.0.1.2 GET /x?a=1 HTTP/1.1 shop.example gold s1 200
            "%{+Q}o %ci %r %hrl %s %ST" \
                ~ "10.0.1.2" "GET /x?a=1 HTTP/1.1" "shop.example" "gold" "s1" 200
            "%{+X}ci %{+E}hr %ST|%s|%{+E}r" \
                ~ 0A000102 {shop.example|gold} 200|s1|GET /x?a=1 HTTP/1.1
            "%{+X}ci=%[method] %[capture.req.uri] %[capture.req.ver] %[capture.req.hdr(0)] %[capture.req.hdr(1)],%s %ST" \
                ~ 0A000102=GET /x?a=1 HTTP/1.1 shop.example gold,s1 200
            '{"c":"%ci","u":"%HU","m":"%HM","h":"%[capture.req.hdr(0)]","p":"%[capture.req.hdr(1),json(utf8s)]",\
            "s":"%s","st":%ST}' \
                ~ {"c":"10.0.1.2","u":"/x?a=1","m":"GET","h":"shop.example","p":"gold","s":"s1","st":200}
            '{"req":{"line":%{+Q}r},"headers":"%{+E}hr","from":"%[src]","s":"%s","st":"%ST"}' \
                ~ {"req":{"line":"GET /x?a=1 HTTP/1.1"},"headers":"{shop.example|gold}","from":"10.0.1.2","s":"s1","st":"200"}
            """)
    void theItemsOfALogFormatGiveTheRequest(String format, String line) throws Exception {
        var log = LogReading.ofLine(folder, "log-format " + format);

        var kind = log.read(line);

        assertEquals(HttpLog.Kind.REQUEST, kind);
        assertEquals("GET /x?a=1 1.1 | host: shop.example | x-plan: gold", log.request());
        assertEquals("10.0.1.2", log.recorded().connection().client().replaceAll(":.*", ""));
        assertEquals(
                "fe s1 200",
                log.recorded().frontend() + " " + log.recorded().server() + " "
                        + log.recorded().status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "%r" ~ POST /a HTTP/1.0 ~ POST /a 1.0
            "%HM %HU" ~ GET http://a.example/x ~ GET http://a.example/x 1.1 | host: a.example
            "%HM %HP %HQ" ~ GET /a ?b ~ GET /a?b 1.1
            "%HM %HP %HQ" ~ GET /a  ~ GET /a 1.1
            "%HM %HU <%hr>" ~ GET /a <{a#7cb#7d|}> ~ GET /a 1.1 | host: a|b}
            "%{+E}[capture.req.hdr(1)] %r" ~ say \\"hi\\" \\\\ \\] GET / HTTP/1.1 ~ GET / 1.1 | x-plan: say "hi" \\ ]
            "%{+Q}[capture.req.hdr(1)] %r" ~ "say "hi"" GET / HTTP/1.1 ~ GET / 1.1 | x-plan: say "hi"
            "%[capture.req.hdr(1),json] %r" ~ a\\"b\\u00e4 GET / HTTP/1.1 ~ GET / 1.1 | x-plan: a"bä
            "%[capture.req.hdr(1),upper] %r" ~ GOLD GET / HTTP/1.1 ~ GET / 1.1
            "%CC %r" ~ id=7 GET / HTTP/1.1 ~ GET / 1.1 | cookie: id=7
            "%CC %r" ~ - GET / HTTP/1.1 ~ GET / 1.1
            "%HM %[capture.req.uri] %HQ" ~ GET /a?b ?b ~ GET /a?b 1.1
            "%hrl %r" ~ - - GET / HTTP/1.1 ~ GET / 1.1
            """)
    void whatWasEncodedIsDecoded(String format, String line, String request) throws Exception {
        var log = LogReading.ofLine(folder, "log-format " + format);

        assertEquals(HttpLog.Kind.REQUEST, log.read(line));
        assertEquals(request, log.request());
    }

    @Test
    void countersOfALineAreThoseOfItsFrontendBackendAndServer() throws Exception {
        var log = LogReading.ofLine(folder, "log-format \"%ac/%fc/%bc/%sc/%rc %sq/%bq %b/%s %r %[be_conn(other)]\"");

        log.read("5/4/3/2/+1 1/6 app/s1 GET / HTTP/1.1 9");

        var inputs = log.recorded().inputs();
        assertEquals(5, inputs.counter(Counter.ACT_CONN, "", ""));
        assertEquals(4, inputs.counter(Counter.FE_CONN, "fe", ""));
        assertEquals(3, inputs.counter(Counter.BE_CONN, "app", ""));
        assertEquals(2, inputs.counter(Counter.SRV_CONN, "app", "s1"));
        assertEquals(1, inputs.counter(Counter.SRV_QUEUE, "app", "s1"));
        assertEquals(7, inputs.counter(Counter.QUEUE, "app", ""));
        assertEquals(9, inputs.counter(Counter.BE_CONN, "other", ""));
        assertThrows(UnknownInputException.class, () -> inputs.counter(Counter.FE_REQ_RATE, "fe", ""));
    }

    @Test
    void aDateWithItsZoneTellsTheTime() throws Exception {
        var log = LogReading.ofLine(folder, "log-format \"[%trg] %r\"");

        log.read("[06/Feb/2009:12:14:14 +0100] GET / HTTP/1.1");

        assertEquals(1_233_918_854_000L, log.recorded().inputs().nowMillis());
    }

    @Test
    void aDateWithoutItsZoneIsOnlyTheClockOfTables() throws Exception {
        var log = LogReading.ofLine(folder, "log-format \"[%tr] %r\"");

        log.read("[06/Feb/2009:11:14:14.655] GET / HTTP/1.1");

        var inputs = log.recorded().inputs();
        assertEquals(1_233_918_854_655L, inputs.timeMillis());
        assertThrows(UnknownInputException.class, inputs::nowMillis);
    }

    @Test
    void clfLinesAreRead() throws Exception {
        var log = LogReading.ofLine(folder, "option httplog clf");

        assertEquals(HttpLog.Kind.REQUEST, log.read(CLF_LINE));
        assertEquals("GET /x?a=1 1.1 | host: shop.example | x-plan: gold", log.request());
        assertEquals(
                new InetSocketAddress("10.0.1.2", 333),
                log.recorded().connection().source());
        assertEquals(2, log.recorded().inputs().counter(Counter.SRV_CONN, "app", "s1"));
    }

    @Test
    void tcplogLinesAreConnections() throws Exception {
        var log = LogReading.of(folder, TCP);

        assertEquals(HttpLog.Kind.CONNECTION, log.read("<134>Feb  6 12:12:56 haproxy[1]: " + TCP_LINE));
        assertEquals("fe s1", log.recorded().frontend() + " " + log.recorded().server());
        assertEquals(
                new InetSocketAddress("10.0.1.2", 333),
                log.recorded().connection().source());
        assertEquals(3, log.recorded().inputs().counter(Counter.BE_CONN, "app", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            Feb  6 12:14:14 localhost haproxy[14389]:
            Feb  6 12:14:14 haproxy[1]:
            <134>Feb  6 12:14:14 haproxy[1]:
            <134>1 2009-02-06T12:14:14.655+01:00 host haproxy 14389 - -
            <134>1 2009-02-06T12:14:14.655+01:00 host haproxy 14389 - [a@1 b="c \\] d"]
            <134>haproxy[1]:
            2009-02-06T12:14:14.655+01:00 host haproxy[1]:
            """)
    void whatSyslogPutsBeforeALineIsPassedOver(String header) throws Exception {
        var log = LogReading.ofLine(folder, "log-format \"%HM %HU %hr\"");

        assertEquals(HttpLog.Kind.REQUEST, log.read(header + " GET /x {shop.example|}"));
        assertEquals("GET /x 1.1 | host: shop.example", log.request());
    }

    @Test
    void olderLinesOfOptionHttplogAreReadAsWell() throws Exception {
        var log = LogReading.ofLine(folder, "log-format \"%HM %HU\"");

        assertEquals(
                HttpLog.Kind.REQUEST,
                log.read("10.0.1.2:333 [06/Feb/2009:12:14:14.655] fe app/s1 10/0/30/69/109 200 2750 - - ---- 5/4/3/2/0"
                        + " 1/6 \"GET /old HTTP/1.1\""));
        assertEquals("GET /old 1.1", log.request());
    }

    @Test
    void aJsonFormatMayHaveTheNamesOfWeirsOwn() throws Exception {
        var log = LogReading.ofLine(folder, "log-format '{\"time\":\"%trg\",\"client\":\"%ci\",\"request\":%{+Q}r}'");

        String line =
                "{\"time\":\"06/Feb/2009:12:14:14 +0100\",\"client\":\"10.0.1.2\",\"request\":\"GET / HTTP/1.1\"}";
        assertEquals(HttpLog.Kind.REQUEST, log.read("haproxy[1]: " + line));
        assertEquals(1_233_918_854_000L, log.recorded().inputs().nowMillis());
        var fault = assertThrows(BadLineException.class, () -> log.read(line.replace("10.0.1.2", "10.0.1.2\"\"")));
        assertEquals("case.jsonl:1:56", fault.problem().place().toString());
    }

    @Test
    void aFrontendIsFoundByTheFormThatOnlyItsLinesHave() throws Exception {
        var log = LogReading.of(folder, """
                frontend one
                    bind 127.0.0.1:1
                    log-format "%ST %HM %HU"
                frontend two
                    bind 127.0.0.1:2
                    log-format "%HM %HU %ST"
                """);

        log.read("200 GET /a");
        assertEquals("one", log.recorded().frontend());
        log.read("GET /a 200");
        assertEquals("two", log.recorded().frontend());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "%ST %r" ~ 400 <BADREQ>
            "%ST %r" ~ 200 GET /cut-sho
            "%ST %HM %HU %HV" ~ 400 <BADREQ> <BADREQ> <BADREQ>
            "%hr %ST %HM %HU" ~ 400 <BADREQ> <BADREQ>
            "%hrl %ST %HM %HU" ~ - - 400 <BADREQ> <BADREQ>
            """)
    void aRequestThatNeverWasWholeIsNotReplayed(String format, String line) throws Exception {
        var log = LogReading.ofLine(folder, "log-format " + format);

        assertEquals(HttpLog.Kind.UNREADABLE_REQUEST, log.read(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            haproxy[1]: Proxy fe started.
            Feb  6 12:12:09 localhost haproxy[14385]: Server app/s1 is DOWN, reason: Layer4 connection problem.
            haproxy[1]: 127.0.0.1:34550 [15/Oct/2003:15:19:06.103] fe/1: SSL handshake failure
            """)
    void whatElseAProxyLogsIsNoRequest(String line) throws Exception {
        var log = LogReading.ofLine(folder, "log-format \"%ST %HM %HU\"");

        assertEquals(HttpLog.Kind.OTHER, log.read(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            200 GET /x ~ case.jsonl:1:11 ~ `' [' and a text of %tr`
            200 GET /x [yesterday] ~ case.jsonl:1:13 ~ `a text of %tr`
            2x0 GET /x [06/Feb/2009:12:14:14.655] ~ case.jsonl:1:2 ~ `' ' and a text of %HM`
            haproxy[1]: x GET /x ~ case.jsonl:1:13 ~ a text of %ST
            200 GET /x [06/Feb/2009:12:14:14.655] more ~ case.jsonl:1:37 ~ `']' at the end of the line`
            """)
    void aLineOfAnotherFormIsRefusedWithItsColumn(String line, String place, String expected) throws Exception {
        var log = LogReading.ofLine(folder, "log-format \"%ST %HM %HU [%tr]\"");

        var fault = assertThrows(BadLineException.class, () -> log.read(line)).problem();

        assertEquals(place, fault.place().toString());
        assertEquals("the line does not fit the log format of " + folder + "/weir.cfg:15:12", fault.message());
        assertEquals(expected, fault.expected());
    }

    @Test
    void aDateThatIsNoneIsRefused() throws Exception {
        var log = LogReading.ofLine(folder, "log-format \"[%tr] %r\"");

        var fault = assertThrows(BadLineException.class, () -> log.read("[66/Feb/2009:12:14:14.655] GET / HTTP/1.1"))
                .problem();

        assertEquals("case.jsonl:1", fault.place().toString());
        assertEquals("one that HAProxy logs", fault.expected());
    }

    @Test
    void aLineThatCanBeReadInTwoWaysIsRefusedWithTheItem() throws Exception {
        var log = LogReading.ofLine(folder, "log-format \"%[capture.req.hdr(1)] %[capture.req.hdr(0)] %r\"");

        var fault = assertThrows(BadLineException.class, () -> log.read("a b c GET / HTTP/1.1"))
                .problem();

        assertEquals(
                "the line fits the log format of " + folder + "/weir.cfg:15:12 in more than one way:"
                        + " nobody knows where '%[capture.req.hdr(1)]' ends",
                fault.message());
    }

    @Test
    void aLineThatTwoFrontendsMayHaveWrittenIsRefused() throws Exception {
        var log = LogReading.of(folder, """
                frontend one
                    bind 127.0.0.1:1
                    log-format "%HM %HU %ST"
                frontend two
                    bind 127.0.0.1:2
                    log-format "%HM %HU %ms"
                """);

        var fault = assertThrows(BadLineException.class, () -> log.read("GET / 200"))
                .problem();

        assertEquals("the line names no frontend and fits the log formats of one and two", fault.message());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "%{+X}ci:%{+X}cp %ac/%fc/%bc/%sc/%rc %sq/%bq %b/%s %ST %{+Q}r %hr" \
                ~ 0A000102:014D 5/4/3/2/0 1/6 app/s1 200 "GET /x?a=1 HTTP/1.1" {shop.example|gold}
            "[%trg] %{+Q,+E}[capture.req.hdr(0)] %HM %HP%HQ %HV %hrl %Ts" \
                ~ [06/Feb/2009:12:14:14 +0100] "a\\"b" GET /x?a=1 HTTP/1.1 shop.example gold 1233918854
            '{"c":"%ci","r":%{+Q}r,"p":"%[capture.req.hdr(1),json(utf8s)]","s":"%s","st":%ST}' \
                ~ {"c":"10.0.1.2","r":"GET /x?a=1 HTTP/1.1","p":"go\\u006cd","s":"s1","st":200}
            """)
    void whateverALineHoldsItIsReadOrRefused(String format, String line) throws Exception {
        var log = LogReading.ofLine(folder, "log-format " + format);

        assertEquals(HttpLog.Kind.REQUEST, log.read(line));
        for (int at = 1; at < line.length(); at++) {
            readOrRefused(log, line.substring(0, at));
            readOrRefused(log, line.substring(at));
            for (String instead : List.of("", "\"", "\\", "-", "{", "}", " ", "/", "9", "é", "999999999999999999999"))
                readOrRefused(log, line.substring(0, at) + instead + line.substring(at + 1));
        }
    }

    private static void readOrRefused(LogReading log, String line) throws IOException {
        try {
            log.read(line);
        } catch (BadLineException refused) {
            assertEquals(1, refused.problem().place().line());
        }
    }
}
