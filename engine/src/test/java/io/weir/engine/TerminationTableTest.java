package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.Counter;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One scenario for each termination code (manual 8.5): who did what when, and what the log says of it. */
@Timeout(60)
class TerminationTableTest {
    private static final String UPGRADE = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n";
    private static final String LONG = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort";

    private static final Origin.Script ANSWERS = (wire, _) -> {
        for (String head = wire.message(); !head.isEmpty(); head = wire.message()) wire.send(Origin.response("ok"));
    };
    private static final Origin.Script SILENT = (wire, _) -> {
        wire.head();
        wire.rest();
    };
    private static final Origin.Script STOPS_IN_ITS_BODY = (wire, _) -> {
        wire.head();
        wire.send(LONG).rest();
    };

    private static final Origin.Script SWITCHES = (wire, _) -> {
        wire.head();
        wire.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
                .rest();
    };

    /** @param code of the log, or several where more than one line is written */
    record Row(String code, String frontend, String backend, Server server, Client client) {
        @Override
        public String toString() {
            return code;
        }
    }

    /** Makes the server. */
    interface Server {
        Origin start() throws Exception;
    }

    /** What the client does until the line must be in the log. */
    interface Client {
        void play(Weir weir, Wire client) throws Exception;
    }

    private static Row row(String code, String frontend, String backend, Origin.Script server, Client client) {
        return new Row(code, frontend, backend, () -> Origin.playing(server), client);
    }

    static Stream<Row> all() {
        return Stream.of(ofClients(), ofServers(), ofWeir(), ofOperators()).flatMap(each -> each);
    }

    private static Stream<Row> ofClients() {
        return Stream.of(
                row("--", "", "", ANSWERS, (_, client) -> client.get("/").message()),
                row(
                        "CR",
                        "",
                        "",
                        ANSWERS,
                        (_, client) -> client.send("GET / HT").reset()),
                row(
                        "cR",
                        "timeout http-request 200",
                        "",
                        ANSWERS,
                        (_, client) -> client.send("GET / HT").all()),
                row("CD", "", "", STOPS_IN_ITS_BODY, (_, client) -> {
                    client.get("/").until("short");
                    client.reset();
                }),
                row(
                        "cD",
                        "",
                        "timeout tunnel 200",
                        SWITCHES,
                        (_, client) -> client.send(UPGRADE).all()),
                row("CH", "", "", SILENT, (weir, client) -> {
                    client.get("/");
                    weir.await(Counter.SRV_CONN, "be/s1", 1);
                    client.reset();
                }),
                new Row("CC", "", "", Origin::deaf, (weir, client) -> {
                    client.get("/");
                    weir.await(Counter.SRV_CONN, "be/s1", 1);
                    client.reset();
                }),
                row("CT", "timeout tarpit 5s\nhttp-request tarpit", "", ANSWERS, (weir, client) -> {
                    client.get("/");
                    weir.await(Counter.FE_REQ_CUR, "fe", 1);
                    client.reset();
                }));
    }

    private static Stream<Row> ofServers() {
        return Stream.of(
                row(
                        "SC",
                        "",
                        "retries 0\nserver s1 \"127.0.0.1:${PORT2}\"",
                        ANSWERS,
                        (_, client) -> client.get("/").message()),
                new Row(
                        "sC",
                        "",
                        "retries 0\ntimeout connect 200",
                        Origin::deaf,
                        (_, client) -> client.get("/").message()),
                row(
                        "SH",
                        "",
                        "",
                        (wire, _) -> wire.head(),
                        (_, client) -> client.get("/").message()),
                row(
                        "sH",
                        "",
                        "timeout server 200",
                        SILENT,
                        (_, client) -> client.get("/").message()),
                row(
                        "sR",
                        "",
                        "http-response wait-for-body time 200ms",
                        STOPS_IN_ITS_BODY,
                        (_, client) -> client.get("/").message()),
                row(
                        "SD",
                        "",
                        "",
                        (wire, _) -> {
                            wire.head();
                            wire.send(LONG);
                        },
                        (_, client) -> client.get("/").rest()),
                row(
                        "sD",
                        "",
                        "timeout server 200",
                        STOPS_IN_ITS_BODY,
                        (_, client) -> client.get("/").rest()));
    }

    private static Stream<Row> ofWeir() {
        return Stream.of(
                row(
                        "LR",
                        "http-request return status 200",
                        "",
                        ANSWERS,
                        (_, client) -> client.get("/").message()),
                row(
                        "LH",
                        "http-response return status 200",
                        "",
                        ANSWERS,
                        (_, client) -> client.get("/").message()),
                row(
                        "PR",
                        "http-request deny",
                        "",
                        ANSWERS,
                        (_, client) -> client.get("/").message()),
                row(
                        "PH",
                        "http-response deny",
                        "",
                        ANSWERS,
                        (_, client) -> client.get("/").message()),
                row(
                        "PT",
                        "timeout tarpit 200\nhttp-request tarpit",
                        "",
                        ANSWERS,
                        (_, client) -> client.get("/").message()),
                row(
                        "PD",
                        "",
                        "",
                        (wire, _) -> {
                            wire.head();
                            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
                            wire.until("GO");
                            wire.send("no number\r\n").rest();
                        },
                        (_, client) -> {
                            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n")
                                    .until("1\r\nx\r\n");
                            client.send("GOGO").rest();
                        }));
    }

    private static Stream<Row> ofOperators() {
        return Stream.of(
                row("KH", "", "", SILENT, (weir, client) -> {
                    client.get("/");
                    weir.await(Counter.SRV_CONN, "be/s1", 1);
                    Weir.until("KH", () -> weir.shutdownSessions("be", "s1") == 1);
                    client.message();
                }),
                row("KD", "", "", STOPS_IN_ITS_BODY, (weir, client) -> {
                    client.get("/").until("short");
                    weir.shutdownSessions("be", "s1");
                    client.rest();
                }),
                new Row("KC", "", "", Origin::deaf, (weir, client) -> {
                    client.get("/");
                    weir.await(Counter.SRV_CONN, "be/s1", 1);
                    weir.shutdownSessions("be", "s1");
                    client.message();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void theLogSaysWhoEndedItAndWhen(Row row) throws Exception {
        try (var origin = row.server().start();
                var weir = Weir.between(row.frontend(), row.backend(), origin);
                var client = weir.connect()) {
            row.client().play(weir, client);

            String line = weir.logLine();
            assertEquals(row.code(), code(line), line);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queues")
    void theLogSaysHowTheWaitInTheQueueEnded(Row row) throws Exception {
        try (var origin = row.server().start();
                var weir = Weir.between(row.frontend(), row.backend(), origin);
                var first = weir.connect();
                var second = weir.connect()) {
            first.get("/");
            weir.await(Counter.SRV_CONN, "be/s1", 1);
            row.client().play(weir, second);

            String line = weir.logLine();
            assertEquals(row.code(), code(line), line);
        }
    }

    static Stream<Row> queues() {
        String oneSlot = "server s1 \"127.0.0.1:${S1}\" maxconn 1\n";
        return Stream.of(
                row(
                        "sQ",
                        "",
                        oneSlot + "timeout queue 200",
                        SILENT,
                        (_, client) -> client.get("/").message()),
                row("CQ", "", oneSlot, SILENT, (weir, client) -> {
                    client.get("/");
                    weir.await(Counter.QUEUE, "be", 1);
                    client.reset();
                }));
    }

    /** Those that only a fault of this machine, of a script, or a later part of Weir brings about have tests elsewhere. */
    @Test
    void everyCodeOfTheManualHasAScenario() {
        var elsewhere = List.of("RC", "IR", "IH", "SQ", "KR", "KT", "KQ", "DD");
        var told = new TreeSet<String>();
        Stream.concat(all(), queues()).forEach(row -> told.add(row.code()));
        told.addAll(elsewhere);
        var known = new TreeSet<String>();
        Arrays.stream(io.weir.engine.account.Termination.values()).forEach(each -> known.add(each.code()));

        assertEquals(known, told);
    }

    private static String code(String line) {
        return line.replaceFirst("^.* - - (..)-- .*$", "$1");
    }
}
