package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.rules.Counter;
import io.weir.rules.UnknownInputException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any thread. */
final class HttpLogTest {
    private static final String LINE = "10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in static/srv1 10/0/30/69/109"
            + " 200 2750 - - ---- 5/4/3/2/0 1/6 {1wt.eu|Mozilla/5.0 (X11; #7bx#7d)|} {} \"GET /index.html?a=1 HTTP/1.1\"";

    private final RecordedRequest recorded = new RecordedRequest();

    @Test
    void aLineGivesTheRequestTheClientAndTheCounters() throws Exception {
        var kind = read(LINE);

        var inputs = recorded.inputs();
        assertEquals(HttpLog.Kind.REQUEST, kind);
        assertEquals("http-in", recorded.frontend());
        assertEquals("srv1", recorded.server());
        assertEquals(
                "GET /index.html a=1",
                recorded.request().method() + " " + recorded.request().path() + " "
                        + recorded.request().query());
        assertEquals(
                new InetSocketAddress("10.0.1.2", 33317), recorded.connection().source());
        assertEquals(5, inputs.counter(Counter.ACT_CONN, "", ""));
        assertEquals(4, inputs.counter(Counter.FE_CONN, "http-in", ""));
        assertEquals(3, inputs.counter(Counter.BE_CONN, "static", ""));
        assertEquals(2, inputs.counter(Counter.SRV_CONN, "static", "srv1"));
        assertEquals(1, inputs.counter(Counter.SRV_QUEUE, "static", "srv1"));
        assertEquals(7, inputs.counter(Counter.QUEUE, "static", ""));
        assertThrows(UnknownInputException.class, () -> inputs.counter(Counter.BE_CONN_FREE, "static", ""));
        assertThrows(UnknownInputException.class, () -> inputs.counter(Counter.BE_CONN, "other", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Feb  6 12:14:14 localhost haproxy[14389]: ",
                "<134>Feb  6 12:14:14 haproxy[1]: ",
                "<134>1 2009-02-06T12:14:14.655+01:00 host haproxy 14389 - - ",
                "Feb  6 12:14:14 [local] haproxy[14389]: "
            })
    void whatSyslogPutsBeforeALineIsPassedOver(String prefix) throws Exception {
        assertEquals(HttpLog.Kind.REQUEST, read(prefix + LINE));

        assertEquals("http-in", recorded.frontend());
        assertEquals("GET", recorded.request().method());
    }

    @Test
    void capturedHeadersGetTheNamesThatTheUserSays() throws Exception {
        read(LINE, "host", "user-agent", "referer", "missing");

        var headers = recorded.request().headers();
        assertEquals("1wt.eu", headers.get("host"));
        assertEquals("Mozilla/5.0 (X11; {x})", headers.get("user-agent"));
        assertEquals(2, headers.size());
    }

    @Test
    void aLineWithoutCapturesIsReadAsWell() throws Exception {
        assertEquals(HttpLog.Kind.REQUEST, read(LINE.replaceAll("\\{.*} ", "")));

        assertEquals("/index.html", recorded.request().path());
    }

    @Test
    void anAbsoluteTargetGivesTheHost() throws Exception {
        read(LINE.replace("/index.html?a=1 HTTP/1.1", "https://shop.example/x?y HTTP/2.0")
                .replace("http-in", "fe~"));

        assertEquals("fe", recorded.frontend());
        assertEquals("shop.example", recorded.request().host());
        assertEquals("/x", recorded.request().path());
    }

    @Test
    void aLoggedRequestWithoutServerGivesNoCounterOfAServer() throws Exception {
        read(LINE.replace("static/srv1", "static/<NOSRV>").replace(" 2750 ", " +2750 "));

        assertEquals("", recorded.server());
        assertEquals(3, recorded.inputs().counter(Counter.BE_CONN, "static", ""));
    }

    @Test
    void backslashesBeforeTheQuotesAreTakenAway() throws Exception {
        read(LINE.replace("\"", "\\\""));

        assertEquals("GET", recorded.request().method());
        assertEquals("/index.html", recorded.request().path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<BADREQ>", "GET /cut-sho", "GET /a b HTTP/1.1"})
    void aRequestThatIsNotWholeIsNotReplayed(String request) throws Exception {
        assertEquals(HttpLog.Kind.UNREADABLE_REQUEST, read(LINE.replace("GET /index.html?a=1 HTTP/1.1", request)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Feb  6 12:12:09 localhost haproxy[14385]: Proxy http-in started.",
                "haproxy[1]: Server app/s1 is DOWN, reason: Layer4 connection problem [x]",
                "haproxy[1]: 127.0.0.1:34550 [15/Oct/2003:15:19:06.103] fe/1: SSL handshake failure",
                "10.0.1.2:33313 [06/Feb/2009:12:12:51.443] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0"
            })
    void whatElseAProxyLogsIsNoRequest(String line) throws Exception {
        assertEquals(HttpLog.Kind.OTHER, read(line));
    }

    @Test
    void aLineThatEndsTooEarlyIsRefusedWithItsColumn() {
        var fault = assertThrows(BadLineException.class, () -> read(LINE.substring(0, 80)));

        assertEquals("the line ends too early", fault.problem().message());
        assertEquals("case.jsonl:1:78", fault.problem().place().toString());
    }

    @Test
    void aFieldThatIsNoNumberIsRefused() {
        var fault = assertThrows(BadLineException.class, () -> read(LINE.replace(" 5/4/3/2/0 ", " 5/x/3/2/0 ")));

        assertEquals("'x' is no number", fault.problem().message());
    }

    private HttpLog.Kind read(String line, String... captured) throws Exception {
        var lines = Lines.of(line);
        recorded.clear(lines.place());
        return new HttpLog(List.of(captured)).read(lines, recorded);
    }
}
