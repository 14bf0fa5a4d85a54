package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that a server has got is sent again where {@code retry-on} asks for it, and only there. */
class RetryOnTest {
    private static final String POST = "POST /pay HTTP/1.1\r\nHost: test\r\nContent-Length: 8\r\n\r\namount=1";

    private final List<String> received = new CopyOnWriteArrayList<>();

    /** Its first answer is that one, with the end of the connection; the next are good. */
    private Origin failingOnceWith(String answer) throws Exception {
        return Origin.playing((wire, number) -> {
            received.add(wire.message());
            wire.send(number == 1 ? answer : Origin.response("from " + number));
        });
    }

    private static String status(int code) {
        return "HTTP/1.1 " + code + " Failed\r\nContent-Length: 0\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "empty-response, ''",
        "empty-response, HTTP/1.1 200 O",
        "junk-response, gibberish",
        "all-retryable-errors, ''",
        "all-retryable-errors, gibberish"
    })
    void anAnswerThatIsNoneIsAskedForOnceMore(String word, String answer) throws Exception {
        try (var origin = failingOnceWith(answer.equals("gibberish") ? "gibberish\r\n\r\n" : answer);
                var weir = Weir.between("", "retry-on " + word, origin);
                var client = weir.connect()) {
            assertTrue(client.get("/x").message().endsWith("from 2"));

            String line = weir.logLine();
            assertTrue(line.matches(".* fe be/s1 .* 200 \\d+ - - ---- \\d+/\\d+/\\d+/\\d+/1 0/0 .*"), line);
            assertEquals(0, weir.counter(Counter.SRV_CONN, "be/s1"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none, ''",
        "conn-failure, ''",
        "junk-response, ''",
        "0rtt-rejected, ''",
        "503, ''",
        "empty-response, gibberish",
        "response-timeout, gibberish"
    })
    void whatIsNotNamedIsNotAskedForAgain(String words, String answer) throws Exception {
        try (var origin = failingOnceWith(answer.equals("gibberish") ? "gibberish\r\n\r\n" : answer);
                var weir = Weir.between("", "retry-on " + words, origin);
                var client = weir.connect()) {
            assertTrue(client.get("/x").message().startsWith("HTTP/1.1 502 "));

            assertEquals(1, received.size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 425, 500, 501, 502, 503, 504})
    void aStatusThatIsNamedIsNotPassedOn(int code) throws Exception {
        try (var origin = failingOnceWith(status(code));
                var weir = Weir.between("", "retry-on " + code, origin);
                var client = weir.connect()) {
            assertTrue(client.get("/x").message().endsWith("from 2"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 425, 501})
    void ofTheStatusesOnlySomeAreRetryableErrors(int code) throws Exception {
        try (var origin = failingOnceWith(status(code));
                var weir = Weir.between("", "retry-on all-retryable-errors", origin);
                var client = weir.connect()) {
            assertTrue(client.get("/x").message().startsWith("HTTP/1.1 " + code));
        }
    }

    @Test
    void theLastAnswerIsPassedOnWhenNoRetryIsLeft() throws Exception {
        try (var origin = Origin.playing((wire, _) -> {
                    received.add(wire.message());
                    wire.send(status(503));
                });
                var weir = Weir.between("", "retries 2\nretry-on 503", origin);
                var client = weir.connect()) {
            assertTrue(client.get("/x").message().startsWith("HTTP/1.1 503 Failed"));

            assertEquals(3, received.size());
            String line = weir.logLine();
            assertTrue(line.matches(".* 503 .* ---- \\d+/\\d+/\\d+/\\d+/2 0/0 .*"), line);
        }
    }

    @Test
    void aServerThatIsSilentIsAskedAgainAfterItsTime() throws Exception {
        try (var origin = Origin.playing((wire, number) -> {
                    received.add(wire.message());
                    if (number > 1) wire.send(Origin.response("at last"));
                    wire.rest();
                });
                var weir = Weir.between("", "timeout server 200ms\nretry-on response-timeout", origin);
                var client = weir.connect()) {
            String answer = Stopwatch.start().ends(200, () -> client.get("/x").message());

            assertTrue(answer.endsWith("at last"), answer);
        }
    }

    @Test
    void withoutConnFailureAServerThatRefusesIsTriedOnce() throws Exception {
        try (var weir = Weir.between("", "retry-on 503\nserver s1 \"127.0.0.1:${PORT2}\"");
                var client = weir.connect()) {
            String answer = Stopwatch.start().ends(0, () -> client.get("/x").message());

            assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
            assertTrue(weir.logLine().matches(".* be/s1 .* SC-- \\d+/\\d+/\\d+/\\d+/0 0/0 .*"));
        }
    }

    @Test
    void aPostIsSentAgainAsItWasWithItsBodyAndEachHeaderOnce() throws Exception {
        try (var origin = failingOnceWith("");
                var weir = Weir.between(
                        "option forwardfor", "retry-on empty-response\nhttp-request add-header X-Seen once", origin);
                var client = weir.connect()) {
            assertTrue(client.send(POST).message().endsWith("from 2"));

            assertEquals(2, received.size());
            assertEquals(received.get(0), received.get(1));
            assertTrue(received.get(0).endsWith("amount=1"), received.get(0));
        }
    }

    @Test
    void disableL7RetryKeepsARequestFromBeingSentAgain() throws Exception {
        try (var origin = failingOnceWith("");
                var weir = Weir.between(
                        "", "retry-on all-retryable-errors\nhttp-request disable-l7-retry if METH_POST", origin);
                var client = weir.connect()) {
            assertTrue(client.send(POST).message().startsWith("HTTP/1.1 502 "));

            assertEquals(1, received.size());
        }
    }

    @Test
    void aRequestWhoseBodyIsStillComingIsNotSentAgain() throws Exception {
        try (var origin = Origin.playing((wire, _) -> received.add(wire.head()));
                var weir = Weir.between("", "retry-on all-retryable-errors", origin);
                var client = weir.connect()) {
            client.send("POST /x HTTP/1.1\r\nHost: test\r\nContent-Length: 8\r\n\r\namou");

            assertTrue(client.head().startsWith("HTTP/1.1 502 "));
            assertEquals(1, received.size());
        }
    }

    @Test
    void aRequestThatDoesNotFitIntoOneBufferIsNotSentAgain() throws Exception {
        try (var origin = failingOnceWith("");
                var weir = Weir.between("", "retry-on all-retryable-errors", origin);
                var client = weir.connect()) {
            client.send("POST /x HTTP/1.1\r\nHost: test\r\nContent-Length: 16380\r\n\r\n" + "x".repeat(16380));

            assertTrue(client.message().startsWith("HTTP/1.1 502 "));
            assertEquals(1, received.size());
        }
    }

    @Test
    void whatFollowsAnInterimResponseIsNotAskedForAgain() throws Exception {
        try (var origin = failingOnceWith("HTTP/1.1 103 Early Hints\r\n\r\n" + status(503));
                var weir = Weir.between("", "retry-on 503", origin);
                var client = weir.connect()) {
            client.get("/x");

            assertTrue(client.head().startsWith("HTTP/1.1 103 "));
            assertTrue(client.head().startsWith("HTTP/1.1 503 "));
            assertEquals(1, received.size());
        }
    }

    @Test
    void redispatchLetsAnotherServerAnswer() throws Exception {
        try (var failing = Origin.playing((wire, _) -> {
                    wire.message();
                    wire.send(status(503));
                });
                var healthy = Origin.answering("from s2");
                var weir = Weir.between("", "option redispatch\nretry-on 503", failing, healthy);
                var client = weir.connect()) {
            assertTrue(client.get("/x").message().endsWith("from s2"));

            String line = weir.logLine();
            assertTrue(line.matches(".* fe be/s2 .* 200 .* ---- \\d+/\\d+/\\d+/\\d+/\\+1 0/0 .*"), line);
            assertEquals(0, weir.counter(Counter.SRV_CONN, "be/s1"));
        }
    }

    @Test
    void theOnlySlotIsKeptForTheRetryAndFreeAfterIt() throws Exception {
        try (var origin = failingOnceWith("");
                var weir =
                        Weir.between("", "retry-on empty-response\nserver s1 \"127.0.0.1:${S1}\" maxconn 1", origin);
                var client = weir.connect()) {
            assertTrue(client.get("/1").message().endsWith("from 2"));
            assertTrue(client.get("/2").message().endsWith("from 3"));
            assertEquals(1, weir.counter(Counter.BE_CONN_FREE, "be"));
        }
    }
}
