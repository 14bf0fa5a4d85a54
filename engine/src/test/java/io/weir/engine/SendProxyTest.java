package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are told with a header of the PROXY protocol who the client is. */
@Timeout(60)
class SendProxyTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    /** Answers each request with "ok"; keeps what stood before the first of each connection. */
    private static Origin noting(List<String> headers) throws Exception {
        return Origin.playing((wire, _) -> {
            String first = wire.until("GET ");
            headers.add(first.substring(0, first.length() - 4));
            for (String head = wire.head(); !head.isEmpty(); head = wire.head()) wire.send(Origin.response("ok"));
        });
    }

    private static Weir weir(String frontend, String backend, Origin origin) throws Exception {
        return Weir.running("""
                global
                    nbthread 1
                """ + Weir.configuration(frontend, "server s1 \"127.0.0.1:${S1}\" " + backend), origin);
    }

    /** Rules that give these addresses, and the ports 7 and 8. */
    private static String addresses(String source, String destination) {
        return """
                http-request set-src str(%s)
                http-request set-dst str(%s)
                http-request set-src-port int(7)
                http-request set-dst-port int(8)
                """.formatted(source, destination);
    }

    private static String hex(String latin) {
        return HexFormat.of().formatHex(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String sent(String frontend, String backend) throws Exception {
        var headers = new CopyOnWriteArrayList<String>();
        try (var origin = noting(headers);
                var weir = weir(frontend, backend, origin);
                var client = weir.connect()) {
            client.send(GET).message();
            return headers.getFirst();
        }
    }

    @Test
    void aLineTellsWhereTheClientComesFromAndWhereItWent() throws Exception {
        var headers = new CopyOnWriteArrayList<String>();
        try (var origin = noting(headers);
                var weir = weir("", "send-proxy", origin);
                var client = weir.connect()) {
            client.send(GET).message();

            assertEquals(
                    List.of("PROXY TCP4 127.0.0.1 127.0.0.1 " + client.localPort() + " " + weir.port() + "\r\n"),
                    headers);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 5.6.7.8, TCP4 1.2.3.4 5.6.7.8",
        "2001:db8::1, ::1, TCP6 2001:db8::1 ::1",
        "1.2.3.4, ::2, TCP6 ::ffff:1.2.3.4 ::2",
        "2001:db8::1, 5.6.7.8, TCP6 2001:db8::1 ::ffff:5.6.7.8"
    })
    void theAddressesAreThoseThatRulesGave(String source, String destination, String line) throws Exception {
        String rules = addresses(source, destination);

        assertEquals("PROXY " + line + " 7 8\r\n", sent(rules, "send-proxy"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 5.6.7.8, 2111000c 01020304 05060708",
        "2001:db8::1, ::1, 21210024 20010db8000000000000000000000001 00000000000000000000000000000001",
        "1.2.3.4, ::1, 21210024 00000000000000000000ffff01020304 00000000000000000000000000000001"
    })
    void bytesTellTheSame(String source, String destination, String start) throws Exception {
        String rules = addresses(source, destination);

        assertEquals(SIGNATURE + start.replace(" ", "") + "00070008", hex(sent(rules, "send-proxy-v2")));
    }

    @Test
    void optionsAddFields() throws Exception {
        String rules = "unique-id-format id-%[path]\n" + addresses("1.2.3.4", "5.6.7.8");

        String header = hex(sent(rules, "send-proxy-v2 proxy-v2-options crc32c,unique-id,authority,ssl"));

        String expected = SIGNATURE + "21110022" + "0102030405060708" + "00070008" + "03000400000000" + "050004"
                + hex("id-/") + "2000050000000000";
        var crc = new CRC32C();
        crc.update(HexFormat.of().parseHex(expected));
        assertEquals(expected.replace("03000400000000", "030004%08x".formatted(crc.getValue())), header);
    }

    @Test
    void sslOfTheOlderWordIsTheSameField() throws Exception {
        assertTrue(hex(sent("", "send-proxy-v2-ssl")).endsWith("2000050000000000"));
        assertTrue(hex(sent("", "send-proxy-v2-ssl-cn")).endsWith("2000050000000000"));
    }

    @Test
    void theAuthorityThatCameWithAHeaderGoesOn() throws Exception {
        var headers = new CopyOnWriteArrayList<String>();
        try (var origin = noting(headers);
                var weir = Weir.running(Weir.DEFAULTS + """
                        listen fe
                            bind "127.0.0.1:${PORT}" accept-proxy
                            server s1 "127.0.0.1:${S1}" send-proxy-v2 proxy-v2-options authority
                        """, origin);
                var client = weir.connect()) {
            String received = SIGNATURE + "21110012" + "0102030405060708045708ae" + "020003612e62";
            client.send(new String(HexFormat.of().parseHex(received), StandardCharsets.ISO_8859_1) + GET)
                    .message();

            assertEquals(received, hex(headers.getFirst()));
        }
    }

    @Test
    void aClientOfAUnixSocketIsUnknown(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
        var headers = new CopyOnWriteArrayList<String>();
        try (var origin = noting(headers);
                var weir = Weir.running(Weir.DEFAULTS + """
                        listen fe
                            bind "127.0.0.1:${PORT}"
                            server inner unix@FOLDER/s
                        listen inner
                            bind unix@FOLDER/s
                            use-server one if { path /1 }
                            server one "127.0.0.1:${S1}" send-proxy
                            server two "127.0.0.1:${S1}" send-proxy-v2 weight 0
                            use-server two if { path /2 }
                        """.replace("FOLDER", folder.toString()), origin);
                var client = weir.connect()) {
            client.get("/1").message();
            client.get("/2").message();

            assertEquals("PROXY UNKNOWN\r\n", headers.getFirst());
            assertEquals(SIGNATURE + "20000000", hex(headers.get(1)));
        }
    }

    @Test
    void aServerThatSpeaksFirstGetsTheHeaderAtOnce() throws Exception {
        var header = new CopyOnWriteArrayList<String>();
        try (var origin = Origin.playing((wire, _) -> {
                    header.add(wire.until("\r\n"));
                    wire.send("220 hello").finish();
                    wire.rest();
                });
                var weir = Weir.running(Weir.DEFAULTS + """
                        listen fe
                            mode tcp
                            bind "127.0.0.1:${PORT}"
                            server s1 "127.0.0.1:${S1}" send-proxy
                        """, origin);
                var client = weir.connect()) {
            assertEquals("220 hello", client.all());
            assertTrue(header.getFirst().startsWith("PROXY TCP4 127.0.0.1 127.0.0.1 " + client.localPort()));
            client.finish();
        }
    }

    @ParameterizedTest
    @CsvSource({"never", "safe", "always"})
    void aConnectionServesAllRequestsOfItsClientAndNobodyElses(String reuse) throws Exception {
        var headers = new CopyOnWriteArrayList<String>();
        try (var origin = noting(headers);
                var weir = weir("", "send-proxy\n http-reuse " + reuse, origin);
                var one = weir.connect();
                var two = weir.connect()) {
            for (int i = 0; i < 3; i++) {
                one.send(GET).message();
                two.send(GET).message();
            }

            assertEquals(2, headers.size());
            assertEquals(2, origin.connections());
        }
    }

    @Test
    void anotherHeaderAsksForAnotherConnection() throws Exception {
        var headers = new CopyOnWriteArrayList<String>();
        try (var origin = noting(headers);
                var weir = weir("http-request set-src hdr(x-src)\n", "send-proxy\n http-reuse always", origin);
                var client = weir.connect()) {
            for (String source : List.of("1.1.1.1", "1.1.1.1", "2.2.2.2", "2.2.2.2", "1.1.1.1"))
                client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Src: " + source + "\r\n\r\n")
                        .message();

            assertEquals(
                    List.of("1.1.1.1", "2.2.2.2", "1.1.1.1"),
                    headers.stream().map(each -> each.split(" ")[2]).toList());
        }
    }

    @Test
    void aClientKeepsAConnectionToEachServer() throws Exception {
        var headers = new CopyOnWriteArrayList<String>();
        try (var one = noting(headers);
                var two = noting(headers);
                var weir = Weir.between("", "default-server send-proxy\n", one, two);
                var client = weir.connect()) {
            for (int i = 0; i < 6; i++) client.send(GET).message();

            assertEquals(1, one.connections());
            assertEquals(1, two.connections());
        }
    }

    @Test
    void itsConnectionsEndWithTheClient() throws Exception {
        var ended = new java.util.concurrent.CountDownLatch(1);
        try (var origin = Origin.playing((wire, _) -> {
                    wire.message();
                    wire.send(Origin.response("ok")).rest();
                    ended.countDown();
                });
                var weir = weir("", "send-proxy", origin);
                var client = weir.connect()) {
            client.send(GET).message();
            client.finish().all();

            assertTrue(ended.await(10, java.util.concurrent.TimeUnit.SECONDS));
        }
    }

    @Test
    void anIdIsNoLongerThanHaproxys() throws Exception {
        String header =
                hex(sent("unique-id-format " + "x".repeat(200) + "\n", "send-proxy-v2 proxy-v2-options unique-id"));

        assertTrue(header.endsWith("05007f" + "78".repeat(127)));
    }
}
