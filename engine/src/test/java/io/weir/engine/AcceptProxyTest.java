package io.weir.engine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.engine.account.FrontendCounters;
import io.weir.rules.Counter;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients whose connection begins with a header of the PROXY protocol. */
@Timeout(60)
class AcceptProxyTest {
    private static final String SEEN = """
                http-request return status 200 content-type text/plain lf-string "%[src]:%[src_port] %[dst]:%[dst_port] %[fc_src] %[fc_dst_port] %[fc_rcvd_proxy] <%[fc_pp_unique_id]> <%[fc_pp_authority]>"
            """;

    private static final String V1 = "PROXY TCP4 1.2.3.4 5.6.7.8 1111 2222\r\n";
    private static final String V2 = latin("0d0a0d0a000d0a515549540a" + "2111" + "001d" + "010203040506070804570 8ae"
            + "02 0003 612e62" + "05 0008 756e697175652031");
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private static String latin(String hex) {
        return new String(HexFormat.of().parseHex(hex.replace(" ", "")), StandardCharsets.ISO_8859_1);
    }

    private static Weir weir(String lines) throws Exception {
        return Weir.running(Weir.DEFAULTS + """
                frontend fe
                    bind "127.0.0.1:${PORT}" accept-proxy name front
                    log "127.0.0.1:${LOG}" format raw local0
                    option httplog
                """ + lines);
    }

    private static String body(Wire client) throws Exception {
        String message = client.message();
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    private static String fault(Weir weir, Wire client) throws Exception {
        String line = weir.logLine();

        assertTrue(line.startsWith("127.0.0.1:" + client.localPort() + " ["), line);
        assertTrue(line.contains("] fe/front: "), line);
        return line.substring(line.indexOf("fe/front: ") + 10);
    }

    private static boolean isReset(Wire client) throws Exception {
        try {
            client.all();
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static FrontendCounters counters(Weir weir) {
        return requireNonNull(weir.proxy().routes().frontend("fe")).counters();
    }

    @Test
    void addressesAreThoseOfTheHeaderAndTheConnectionsOwnAreStillKnown() throws Exception {
        try (var weir = weir(SEEN);
                var one = weir.connect();
                var two = weir.connect()) {
            one.send(V1 + GET);
            two.send(V2 + GET);

            assertEquals("1.2.3.4:1111 5.6.7.8:2222 127.0.0.1 " + weir.port() + " 1 <> <>", body(one));
            assertEquals("1.2.3.4:1111 5.6.7.8:2222 127.0.0.1 " + weir.port() + " 1 <unique 1> <a.b>", body(two));
            assertTrue(weir.logLine().startsWith("1.2.3.4:1111 ["));
        }
    }

    @Test
    void theHeaderHoldsForAllRequestsOfItsConnection() throws Exception {
        try (var weir = weir(SEEN);
                var client = weir.connect()) {
            client.send(V1 + GET);
            String first = body(client);
            client.send(GET + GET);

            assertEquals(first, body(client));
            assertEquals(first, body(client));
        }
    }

    @ParameterizedTest
    @CsvSource({"PROXY UNKNOWN%", "0d0a0d0a000d0a515549540a20000000", "0d0a0d0a000d0a515549540a20110003ffffff"})
    void aHeaderThatSaysNothingLeavesTheAddressesAsTheyAre(String header) throws Exception {
        try (var weir = weir(SEEN);
                var client = weir.connect()) {
            client.send(header.endsWith("%") ? header.replace("%", "\r\n") : latin(header));
            client.send(GET);

            String own = "127.0.0.1:" + client.localPort() + " 127.0.0.1:" + weir.port();
            assertEquals(own + " 127.0.0.1 " + weir.port() + " 1 <> <>", body(client));
        }
    }

    /** HAProxy refuses a header that comes in parts. */
    @ParameterizedTest
    @CsvSource({"1", "2"})
    void aHeaderMayComeByteByByteAndBeCutAnywhere(int version) throws Exception {
        String header = version == 1 ? V1 : V2;
        try (var weir = weir(SEEN)) {
            for (int cut = 1; cut <= header.length(); cut++) {
                try (var client = weir.connect()) {
                    client.send(header.substring(0, cut));
                    client.pause(1);
                    client.send(header.substring(cut) + GET);

                    assertTrue(body(client).startsWith("1.2.3.4:1111 5.6.7.8:2222 "), "cut at " + cut);
                }
            }
            try (var client = weir.connect()) {
                for (int i = 0; i < header.length(); i++) client.send(header.substring(i, i + 1));
                client.send(GET);

                assertTrue(body(client).startsWith("1.2.3.4:1111 5.6.7.8:2222 "));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, Received something which does not look like a PROXY protocol header",
        "PROXY TCP4 1.2.3.4 5.6.7.8 1111 x%, Received an invalid PROXY protocol header",
        "PROXY TCP5 1.2.3.4 5.6.7.8 1 2%, Received an unhandled protocol in the PROXY protocol header"
    })
    void whatIsNoHeaderIsLoggedAndReset(String sent, String text) throws Exception {
        try (var weir = weir(SEEN);
                var client = weir.connect()) {
            client.send(sent.replace("%", "\r\n"));

            assertEquals(text, fault(weir, client));
            assertTrue(isReset(client));
            weir.await(Counter.FE_CONN, "fe", 0);
        }
    }

    @Test
    void whoEndsWithoutAHeaderIsClosedAndLogged() throws Exception {
        try (var weir = weir(SEEN);
                var empty = weir.connect()) {
            empty.finish();
            assertEquals("Connection closed while waiting for PROXY protocol header", fault(weir, empty));
            assertEquals("", empty.all());
            try (var half = weir.connect()) {
                half.send("PROXY TCP4 1.").finish();
                assertEquals("Truncated PROXY protocol header received", fault(weir, half));
            }
            try (var gone = weir.connect()) {
                gone.reset();
                assertTrue(weir.logLine().endsWith(": Connection error while waiting for PROXY protocol header"));
            }
        }
    }

    @Test
    void theWholeHeaderMustComeWithinTimeoutClient() throws Exception {
        try (var weir = weir("timeout client 400\n" + SEEN);
                var silent = weir.connect();
                var slow = weir.connect()) {
            long start = System.nanoTime();
            for (int i = 0; i < 8 && slow.quietFor(40); i++) slow.sendAll(V1.substring(i, i + 1), 1);

            assertTrue(weir.logLine().endsWith(": Timeout while waiting for PROXY protocol header"));
            assertTrue(weir.logLine().endsWith(": Timeout while waiting for PROXY protocol header"));
            assertTrue(System.nanoTime() - start < 2_000_000_000L);
            assertEquals("", silent.all());
        }
    }

    @Test
    void withDontlognullWhoSendsNothingIsNotLogged() throws Exception {
        try (var weir = weir("option dontlognull\n" + SEEN);
                var empty = weir.connect();
                var garbage = weir.connect()) {
            empty.finish().all();
            garbage.send("garbage");

            assertTrue(
                    weir.logLine().endsWith(": Received something which does not look like a PROXY protocol header"));
        }
    }

    @Test
    void errorLogFormatShowsTheFault() throws Exception {
        try (var weir = weir("error-log-format \"%ci %f %[fc_err] %[fc_err_str]\"\n" + SEEN);
                var client = weir.connect()) {
            client.send("garbage");

            assertEquals(
                    "127.0.0.1 fe 15 Received something which does not look like a PROXY protocol header",
                    weir.logLine());
        }
    }

    /** As HAProxy: conn_tot counts them, stot does not. */
    @Test
    void onlyWhoHasSentAHeaderIsASession() throws Exception {
        try (var weir = weir(SEEN);
                var bad = weir.connect();
                var good = weir.connect()) {
            bad.send("garbage");
            weir.logLine();
            good.send(V1 + GET);
            body(good);

            var counters = counters(weir);
            assertEquals(2, counters.accepted.sum());
            assertEquals(1, counters.sessions.sum());
            assertEquals(0, counters.badRequests.sum());
            assertEquals(1, weir.counter(Counter.FE_SESS_RATE, "fe"));
        }
    }

    @Test
    void connectionRulesSeeTheProxyAndSessionRulesTheClient() throws Exception {
        String rules = """
                tcp-request connection set-var(sess.first) src
                tcp-request connection set-var(sess.proxied) fc_rcvd_proxy
                tcp-request session set-var(sess.second) src
                tcp-request session reject if { src 9.9.9.9 }
                http-request return status 200 content-type text/plain lf-string "%[var(sess.first)] %[var(sess.proxied)] %[var(sess.second)]"
                """;
        try (var weir = weir(rules);
                var client = weir.connect();
                var refused = weir.connect()) {
            client.send(V1 + GET);
            refused.send(V1.replace("1.2.3.4", "9.9.9.9") + GET);

            assertEquals("127.0.0.1 0 1.2.3.4", body(client));
            assertEquals("", refused.rest());
            var counters = counters(weir);
            assertEquals(1, counters.deniedSessions.sum());
            assertEquals(1, counters.sessions.sum());
        }
    }

    @Test
    void expectProxyAsksForAHeaderWhereItsConditionHolds() throws Exception {
        try (var weir = Weir.running(Weir.DEFAULTS + """
                        frontend fe
                            bind "127.0.0.1:${PORT}"
                            bind "127.0.0.1:${PORT2}" name proxied
                            tcp-request connection expect-proxy layer4 if { so_name proxied }
                        """ + SEEN);
                var plain = weir.connect();
                var proxied = Wire.to(((java.net.InetSocketAddress)
                                weir.proxy().addresses("fe").get(1))
                        .getPort())) {
            plain.send(GET);
            proxied.send(V2 + GET);

            assertTrue(body(plain).contains(" 0 <> <>"));
            assertTrue(body(proxied).endsWith(" 1 <unique 1> <a.b>"));
        }
    }

    @Test
    void aStreamOfBytesBeginsBehindItsHeader() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    wire.send("hi " + wire.bytes(5));
                    wire.finish().rest();
                });
                var weir = Weir.running(Weir.DEFAULTS + """
                        frontend fe
                            mode tcp
                            bind "127.0.0.1:${PORT}" accept-proxy
                            log "127.0.0.1:${LOG}" format raw local0
                            option tcplog
                            tcp-request inspect-delay 5s
                            tcp-request content accept if { req.len ge 5 }
                            default_backend be
                        backend be
                            mode tcp
                            server s1 "127.0.0.1:${S1}"
                        """, origin);
                var client = weir.connect()) {
            client.send(V2 + "world");

            assertEquals("hi world", client.all());
            client.finish();
            assertTrue(weir.logLine().startsWith("1.2.3.4:1111 ["));
        }
    }

    @Test
    void addressesThatRulesGaveAStreamHoldForTheRequestThatItBecomes() throws Exception {
        try (var weir = Weir.running(Weir.DEFAULTS + """
                        frontend fe
                            mode tcp
                            bind "127.0.0.1:${PORT}"
                            tcp-request inspect-delay 5s
                            tcp-request content set-src str(9.9.9.9)
                            tcp-request content switch-mode http if HTTP
                            default_backend be
                        backend be
                        """ + SEEN);
                var client = weir.connect()) {
            client.send(GET);
            assertTrue(body(client).startsWith("9.9.9.9:"));
            client.send(GET);
            assertTrue(body(client).startsWith("9.9.9.9:"));
        }
    }

    @Test
    void whatComesBehindTheHeaderIsStillRead() throws Exception {
        try (var weir = weir(SEEN);
                var client = weir.connect()) {
            client.send(V1 + GET + GET).finish();

            String both = client.all();
            assertEquals(2, both.split("1\\.2\\.3\\.4:1111", -1).length - 1);
        }
    }

    @Test
    void theTimeOfTheHandshakeIsLogged() throws Exception {
        try (var weir = weir("log-format \"h=%Th i=%Ti t=%Tt\"\n" + SEEN);
                var client = weir.connect()) {
            client.pause(60);
            client.send(V1);
            client.pause(60);
            client.send(GET);
            body(client);

            var times = weir.logLine().split("[a-z=]+");
            int handshake = Integer.parseInt(times[1].strip());
            int idle = Integer.parseInt(times[2].strip());
            assertTrue(handshake >= 50 && idle >= 50, handshake + " " + idle);
            assertTrue(Integer.parseInt(times[3].strip()) >= handshake + idle);
            client.send(GET);
            assertTrue(weir.logLine().startsWith("h=0 "));
        }
    }

    @Test
    void aSoftStopClosesWhoHasNotSentAHeaderYet() throws Exception {
        try (var weir = weir(SEEN);
                var client = weir.connect()) {
            client.send("PROXY ");
            weir.await(Counter.FE_CONN, "fe", 1);
            weir.proxy().softStop();

            assertEquals("", client.rest());
        }
    }
}
