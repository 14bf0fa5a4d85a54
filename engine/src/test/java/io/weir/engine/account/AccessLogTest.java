package io.weir.engine.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.unix.DomainSocketAddress;
import io.weir.rules.config.LogOptions;
import io.weir.rules.config.Mode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The expected HTTP and connect lines are those that HAProxy 2.6.12 wrote for the same facts. */
class AccessLogTest {
    private static final LogClock UTC = new LogClock(ZoneId.of("UTC"));

    @Test
    void aServedRequestIsLoggedAsHaproxyLogsIt() {
        var record = record(56346, "2026-11-21T03:02:30.609Z", "GET /a HTTP/1.1");
        record.backend = "be";
        record.server = "s1";
        times(record, 0, 0, 0, 0, 0);
        record.status = 200;
        record.bytesOut = 54;

        assertEquals(
                "127.0.0.1:56346 [21/Nov/2026:03:02:30.609] fe be/s1 0/0/0/0/0 200 54 - - ---- 1/1/0/0/0 0/0"
                        + " \"GET /a HTTP/1.1\"",
                http(record));
    }

    @Test
    void aServerThatRefusesLeavesItsTimersAtMinusOne() {
        var record = record(56364, "2026-11-21T03:02:30.621Z", "GET /b2 HTTP/1.1");
        record.backend = "b2";
        record.server = "x";
        times(record, 0, 0, -1, -1, 3005);
        record.status = 503;
        record.bytesOut = 217;
        record.termination = Termination.SC;
        record.retries = 3;

        assertEquals(
                "127.0.0.1:56364 [21/Nov/2026:03:02:30.621] fe b2/x 0/0/-1/-1/3005 503 217 - - SC-- 1/1/0/0/3 0/0"
                        + " \"GET /b2 HTTP/1.1\"",
                http(record));
    }

    @Test
    void aRequestThatNoBackendTookNamesTheFrontendTwice() {
        var record = record(50606, "2026-11-21T03:02:35.690Z", null);
        times(record, -1, -1, -1, -1, 0);
        record.status = 400;
        record.termination = Termination.CR;

        assertEquals(
                "127.0.0.1:50606 [21/Nov/2026:03:02:35.690] fe fe/<NOSRV> -1/-1/-1/-1/0 400 0 - - CR-- 1/1/0/0/0 0/0"
                        + " \"<BADREQ>\"",
                http(record));
    }

    @Test
    void aRedispatchIsMarkedAndQueuesAndTimersAreShownEach() {
        var record = record(1, "2026-02-06T12:14:14.655Z", "GET /index.html HTTP/1.1");
        record.backend = "static";
        record.server = "srv1";
        times(record, 10, 10, 40, 109, 109);
        record.status = 200;
        record.bytesOut = 2750;
        record.retries = 1;
        record.redispatched = true;
        record.serverQueue = 2;
        record.backendQueue = 3;
        record.activeConnections = 4;
        record.frontendConnections = 5;
        record.backendConnections = 6;
        record.serverConnections = 7;

        assertEquals(
                "127.0.0.1:1 [06/Feb/2026:12:14:14.655] fe static/srv1 10/0/30/69/109 200 2750 - - ---- 4/5/6/7/+1 2/3"
                        + " \"GET /index.html HTTP/1.1\"",
                http(record));
    }

    @Test
    void timesAddUpAlthoughEachIsCutToWholeMilliseconds() {
        var record = record(1, "2026-02-06T12:14:14.655Z", "GET / HTTP/1.1");
        record.requestNanos = record.startNanos + 900_000;
        record.slotNanos = record.startNanos + 1_800_000;
        record.connectedNanos = record.startNanos + 2_700_000;
        record.responseNanos = record.startNanos + 3_600_000;
        record.endNanos = record.startNanos + 3_999_999;

        assertTrue(http(record).contains(" 0/1/1/1/3 "), http(record));
    }

    @Test
    void aClientHeldInTheTarpitHasOnlyQueueTime() {
        var record = record(1, "2026-02-06T12:14:14.655Z", "GET / HTTP/1.1");
        times(record, -1, 1000, -1, -1, 1000);

        assertTrue(http(record).contains(" -1/1000/-1/-1/1000 "), http(record));
    }

    @Test
    void charactersOfARequestThatAreNotPrintableAreWrittenInHex() {
        var record = record(1, "2026-02-06T12:14:14.655Z", "GET /\"#\\ü\u0007{|}~ HTTP/1.1");

        assertTrue(http(record).endsWith("\"GET /#22#23\\#FC#07{|}~ HTTP/1.1\""), http(record));
    }

    @Test
    void clientsOfIpv6AndUnixSocketsHaveHaproxysForms() {
        var record = record(1, "2026-02-06T12:14:14.655Z", "GET / HTTP/1.1");

        record.client = new InetSocketAddress(InetAddress.ofLiteral("2001:db8:0:0:1::2"), 43830);
        assertTrue(http(record).startsWith("2001:db8::1:0:0:2:43830 ["), http(record));

        record.client = new DomainSocketAddress("");
        record.listener = 2;
        assertTrue(http(record).startsWith("unix:2 ["), http(record));
    }

    @Test
    void fieldsOfALogHookStandBehindTheRequest() {
        var record = record(1, "2026-02-06T12:14:14.655Z", "GET / HTTP/1.1");
        var fields = new LinkedHashMap<String, String>();
        fields.put("tenant", "a b");
        fields.put("why", "{x|y}\"é");
        record.fields = fields;

        assertTrue(http(record).endsWith(" \"GET / HTTP/1.1\" {tenant=a b|why=#7Bx#7Cy#7D#22#C3#A9}"), http(record));
    }

    @Test
    void aFrontendWithoutFormatOptionLogsWhoConnectedToWhere() {
        var record = record(39120, "2026-11-21T03:02:33.000Z", "GET / HTTP/1.1");
        record.frontend = "dflt";
        record.destination = new InetSocketAddress(InetAddress.getLoopbackAddress(), 27082);
        assertEquals("Connect from 127.0.0.1:39120 to 127.0.0.1:27082 (dflt/HTTP)", connect(record));

        record.client = new DomainSocketAddress("");
        record.destination = new DomainSocketAddress("/run/c.sock");
        assertEquals("Connect to unix:1 (dflt/HTTP)", connect(record));
    }

    @Test
    void jsonSaysTheSameWithNamesAndTheEndInWords() {
        var record = record(50590, "2026-11-21T03:02:33.671Z", "GET /\"slow\" HTTP/1.1");
        record.backend = "be";
        times(record, 1, 500, -1, -1, 501);
        record.status = 503;
        record.bytesOut = 217;
        record.bytesIn = 80;
        record.termination = Termination.SERVER_QUEUE_TIMEOUT;
        record.backendQueue = 1;
        record.fields = Map.of("tenant", "é");

        assertEquals(
                "{\"time\":\"2026-11-21T03:02:33.671000+00:00\",\"client\":\"127.0.0.1\",\"client_port\":50590,"
                        + "\"frontend\":\"fe\",\"backend\":\"be\",\"server\":null,\"request_ms\":1,\"queue_ms\":499,"
                        + "\"connect_ms\":null,\"response_ms\":null,\"total_ms\":501,\"status\":503,\"bytes_out\":217,"
                        + "\"bytes_in\":80,\"termination\":\"sQ\",\"end\":\"no slot of a server became free in time\","
                        + "\"act_conn\":1,\"fe_conn\":1,\"be_conn\":0,\"srv_conn\":0,\"retries\":0,"
                        + "\"redispatched\":false,\"srv_queue\":0,\"be_queue\":1,"
                        + "\"request\":\"GET /\\\"slow\\\" HTTP/1.1\",\"fields\":{\"tenant\":\"\\u00E9\"}}",
                json(record, 1024));
    }

    @Test
    void everyMemberOfJsonIsInTheManual() throws IOException {
        var record = record(1, "2026-11-21T03:02:33.671Z", "GET / HTTP/1.1");
        record.fields = Map.of("tenant", "x".repeat(1000));
        String manual = Files.readString(Path.of("..", "docs", "logs.md"));

        var members = Pattern.compile("[{,]\"(\\w+)\":").matcher(json(record, 4096) + json(record, 1024));

        while (members.find())
            if (!members.group(1).equals("tenant"))
                assertTrue(manual.contains("`" + members.group(1) + "`"), members.group(1));
    }

    @Test
    void jsonThatIsTooLongForItsTargetLosesMembersAndStaysWhole() {
        var record = record(1, "2026-11-21T03:02:33.671Z", "GET /" + "a".repeat(300) + " HTTP/1.1");
        record.fields = Map.of("tenant", "x".repeat(100));
        String whole = json(record, 4096);

        for (int limit = "{\"cut\":true}".length(); limit < whole.length() + 20; limit++) {
            String line = json(record, limit);

            assertTrue(line.length() <= limit, line);
            assertTrue(line.endsWith("}") && even(line, '"'), line);
            assertEquals(!line.equals(whole), line.endsWith("\"cut\":true}"), line);
        }
        assertFalse(whole.contains("cut"), whole);
    }

    @Test
    void aLineCostsTheLoopHardlyAnyMemory() throws Exception {
        var record = record(56346, "2026-11-21T03:02:30.609Z", "GET /a HTTP/1.1");
        var line = new LogLine();
        write(record, line, 20_000); // given buffers and code that are warm

        long before = allocatedBytes();
        write(record, line, 10_000);
        long each = (allocatedBytes() - before) / 10_000;

        assertTrue(each <= 32, each + " bytes for a line");
    }

    private static void write(ExchangeRecord record, LogLine line, int times) {
        LineFormat format = LineFormat.of(new LogOptions(List.of(), LogOptions.Line.HTTP, false), Mode.HTTP, UTC);
        for (int i = 0; i < times; i++) {
            line.start(1024);
            format.write(record, line);
        }
    }

    private static long allocatedBytes() throws JMException {
        return (long) ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("java.lang:type=Threading"), "CurrentThreadAllocatedBytes");
    }

    private static boolean even(String text, char c) {
        return text.chars().filter(each -> each == c).count() % 2 == 0;
    }

    private static ExchangeRecord record(int port, String start, @Nullable String request) {
        var record = new ExchangeRecord();
        record.frontend = "fe";
        record.client = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        record.startMillis = Instant.parse(start).toEpochMilli();
        record.startNanos = 1_000_000_000;
        record.activeConnections = 1;
        record.frontendConnections = 1;
        if (request != null) {
            byte[] bytes = ("..." + request + "...").getBytes(ISO_8859_1);
            record.requestLine(bytes, 3, bytes.length - 3);
        }
        return record;
    }

    /** Milliseconds since the start; -1: not reached. */
    private static void times(ExchangeRecord record, int request, int slot, int connected, int response, int end) {
        record.requestNanos = at(record, request);
        record.slotNanos = at(record, slot);
        record.connectedNanos = at(record, connected);
        record.responseNanos = at(record, response);
        record.endNanos = at(record, end);
    }

    private static long at(ExchangeRecord record, int millis) {
        return millis < 0 ? 0 : record.startNanos + millis * 1_000_000L;
    }

    private static String http(ExchangeRecord record) {
        return text(LogOptions.Line.HTTP, record, 1024);
    }

    private static String connect(ExchangeRecord record) {
        return text(LogOptions.Line.CONNECT, record, 1024);
    }

    private static String json(ExchangeRecord record, int limit) {
        return text(LogOptions.Line.JSON, record, limit);
    }

    private static String text(LogOptions.Line kind, ExchangeRecord record, int limit) {
        var line = new LogLine();
        line.start(limit);
        LineFormat.of(new LogOptions(List.of(), kind, false), Mode.HTTP, UTC).write(record, line);
        return new String(line.bytes(), 0, line.length(), ISO_8859_1);
    }
}
