package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weir.rules.Counter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any thread. */
final class JsonLogTest {
    private static final String LINE = "{\"time\":\"2009-02-06T12:14:14.655+01:00\",\"client\":\"10.0.1.2\","
            + "\"client_port\":333,\"frontend\":\"fe\",\"backend\":\"app\",\"server\":\"s1\",\"request_ms\":10,"
            + "\"queue_ms\":0,\"connect_ms\":null,\"response_ms\":69,\"total_ms\":109,\"status\":200,"
            + "\"bytes_out\":2750,\"bytes_in\":90,\"termination\":\"--\",\"end\":\"normal\",\"act_conn\":5,"
            + "\"fe_conn\":4,\"be_conn\":3,\"srv_conn\":2,\"retries\":0,\"redispatched\":false,\"srv_queue\":1,"
            + "\"be_queue\":6,\"request\":\"GET /x?a=%22\\\" HTTP/1.1\",\"fields\":{\"tenant\":\"acme\"}}";

    private final LogReading log;

    JsonLogTest(@TempDir Path folder) throws Exception {
        log = LogReading.of(folder, """
                frontend fe
                    bind 127.0.0.1:1
                    option jsonlog
                frontend streams
                    mode tcp
                    bind 127.0.0.1:2
                    option jsonlog
                """);
    }

    @Test
    void aLineGivesTheRequestTheClientTheTimeAndTheCounters() throws Exception {
        assertEquals(HttpLog.Kind.REQUEST, log.read(LINE));

        var recorded = log.recorded();
        var inputs = recorded.inputs();
        assertEquals("GET /x?a=%22\" 1.1", log.request());
        assertEquals("fe s1 200", recorded.frontend() + " " + recorded.server() + " " + recorded.status());
        assertEquals(
                new InetSocketAddress("10.0.1.2", 333), recorded.connection().source());
        assertEquals(1_233_918_854_655L, inputs.nowMillis());
        assertEquals(5, inputs.counter(Counter.ACT_CONN, "", ""));
        assertEquals(4, inputs.counter(Counter.FE_CONN, "fe", ""));
        assertEquals(3, inputs.counter(Counter.BE_CONN, "app", ""));
        assertEquals(2, inputs.counter(Counter.SRV_CONN, "app", "s1"));
        assertEquals(1, inputs.counter(Counter.SRV_QUEUE, "app", "s1"));
        assertEquals(7, inputs.counter(Counter.QUEUE, "app", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<134>Feb  6 12:14:14 host weir[1]: ", "<134>1 2009-02-06T12:14:14.655Z h weir 1 - - "})
    void whatSyslogPutsBeforeALineIsPassedOver(String header) throws Exception {
        assertEquals(HttpLog.Kind.REQUEST, log.read(header + LINE));
        assertEquals("fe", log.recorded().frontend());
    }

    @Test
    void aClientOfAUnixSocketHasNoAddress() throws Exception {
        String line = LINE.replace("\"10.0.1.2\",\"client_port\":333", "\"unix\"");

        assertEquals(HttpLog.Kind.REQUEST, log.read(line));
        assertEquals("an unknown client", log.recorded().connection().client());
    }

    @Test
    void aLineOfAFrontendInModeTcpIsAConnection() throws Exception {
        String line = LINE.replace("\"fe\"", "\"streams\"").replaceAll("\"request\":.*", "\"request\":null}");

        assertEquals(HttpLog.Kind.CONNECTION, log.read(line));
        assertEquals("10.0.1.2:333", log.recorded().connection().client());
    }

    @Test
    void aLineOfWhichNothingFittedIsNotReplayed() throws Exception {
        assertEquals(HttpLog.Kind.UNREADABLE_REQUEST, log.read("{\"cut\":true}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "request":"GET /x?a=%22\\" HTTP/1.1" ~ "request":null
            "request":"GET /x?a=%22\\" HTTP/1.1" ~ "cut":true
            "request":"GET /x?a=%22\\" HTTP/1.1" ~ "request":"<BADREQ>"
            """)
    void aLineWithoutItsRequestIsNotReplayed(String request, String instead) throws Exception {
        assertEquals(HttpLog.Kind.UNREADABLE_REQUEST, log.read(LINE.replace(request, instead)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            "status":200 ~ "status":"ok" ~ case.jsonl:1:213 ~ 'status' is of another kind ~ a whole number, 0 or more
            2009-02-06T12 ~ yesterday ~ case.jsonl:1:9 ~ no time ~ such as "2026-01-31T23:59:00.000+01:00"
            """)
    void aMemberOfAnotherKindIsRefusedWithItsColumn(
            String member, String instead, String place, String message, String expected) {
        var fault = assertThrows(BadLineException.class, () -> log.read(LINE.replace(member, instead)))
                .problem();

        assertEquals(place, fault.place().toString());
        assertEquals(message, fault.message());
        assertEquals(expected, fault.expected());
    }

    @Test
    void theColumnIsThatOfTheWholeLine() {
        String header = "<134>Feb  6 12:14:14 host weir[1]: ";

        var fault = assertThrows(BadLineException.class, () -> log.read(header + LINE.substring(0, 40)))
                .problem();

        assertEquals("case.jsonl:1:76", fault.place().toString());
        assertEquals("one object a line", fault.expected());
    }
}
