package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What rule lines do to a connection, over real sockets; the scripts of {@code conformance/} have the rest. */
@Timeout(60)
class RuleSetTest {
    private static final String FRONTEND = """
            global
                nbthread 1
            defaults
                mode http
                timeout connect 1s
                timeout client 10s
                timeout server 10s
                option httplog
            frontend fe
                bind "127.0.0.1:${PORT}"
                log "127.0.0.1:${LOG}" format raw local0
            """;

    @Test
    void anEmptyErrorFileClosesTheConnectionWithoutAnAnswer() throws Exception {
        try (var weir = Weir.running(FRONTEND + "    errorfile 503 /dev/null\n");
                var client = weir.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertEquals("", client.all());
            assertTrue(weir.logLine().contains(" 503 0 - - SC-- "));
        }
    }

    @Test
    void aMonitorIsAnsweredByItsConditionsAndNeverLogged() throws Exception {
        String monitor = "    monitor-uri /alive\n    monitor fail if { req.hdr(x-sick) -m found }\n";
        try (var weir = Weir.running(FRONTEND + monitor);
                var client = weir.connect()) {
            String well = client.get("/alive").message();
            client.send("GET /alive HTTP/1.1\r\nHost: x\r\nX-Sick: 1\r\nConnection: close\r\n\r\n");
            String sick = client.all();

            assertTrue(well.startsWith("HTTP/1.1 200 "), well);
            assertTrue(sick.startsWith("HTTP/1.1 503 "), sick);
            try (var other = weir.connect()) {
                other.get("/other");
            }
            String line = weir.logLine();
            assertTrue(line.contains("/other"), line);
        }
    }

    @Test
    void aBodyThatDoesNotComeIsWaitedForAsLongAsTheRuleSays() throws Exception {
        String rules = "    http-request wait-for-body time 100ms\n    http-request return status 200\n";
        try (var weir = Weir.running(FRONTEND + rules);
                var client = weir.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");

            String answer = client.all();

            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            assertTrue(weir.logLine().contains(" cR-- "));
        }
    }

    @Test
    void aClientThatAsksFirstIsInvitedToSendTheBodyThatARuleWaitsFor() throws Exception {
        String rules = "    http-request wait-for-body time 10s\n    http-request return status 200\n";
        try (var weir = Weir.running(FRONTEND + rules);
                var client = weir.connect()) {
            client.send(String.join(
                    "\r\n",
                    "POST / HTTP/1.1",
                    "Host: x",
                    "Connection: close",
                    "Expect: 100-continue",
                    "Content-Length: 2",
                    "",
                    ""));
            String invitation = client.message();
            client.send("ab");

            assertTrue(invitation.startsWith("HTTP/1.1 100 "), invitation);
            assertTrue(client.all().startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void aClientThatIsDroppedSilentlyHasNoAnswerAndTakesNoPlace() throws Exception {
        for (String phase : new String[] {"connection", "session", "content"}) {
            try (var weir = Weir.running(FRONTEND + "    tcp-request " + phase + " silent-drop if TRUE\n");
                    var client = weir.connect()) {
                weir.await(Counter.FE_CONN, "fe", phase.equals("content") ? 1 : 0);
                if (phase.equals("content")) client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

                weir.await(Counter.FE_CONN, "fe", 0);
            }
        }
    }

    @Test
    void aClientOfHttp10GetsNoEarlyHints() throws Exception {
        String rules = "    http-request early-hint Link </a>\n    http-request return status 200\n";
        try (var weir = Weir.running(FRONTEND + rules);
                var modern = weir.connect();
                var old = weir.connect()) {
            modern.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            old.send("GET / HTTP/1.0\r\n\r\n");

            assertTrue(modern.all().startsWith("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 "));
            assertFalse(old.all().contains(" 103 "));
        }
    }
}
