package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An offer to go on in WebSocket has a key and its acceptance an answer to it, or they go no further. */
class WebSocketHandshakeTest {
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String ACCEPT = "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
    private static final String OTHER_ACCEPT = "Sec-WebSocket-Accept: whatever\r\n";

    @Test
    void anOfferWithoutAWholeKeyIsRefusedBeforeAServerSeesIt() throws Exception {
        for (String key : List.of("", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=\r\n", ACCEPT)) {
            try (var origin = Origin.answering("page");
                    var weir = Weir.inFrontOf(origin);
                    var client = weir.connect()) {
                String answer = client.send(offer(key)).all();

                assertTrue(answer.startsWith("HTTP/1.1 400 "), key + answer);
                assertTrue(weir.logLine().contains(" PR-- "));
                assertEquals(0, origin.requests().size());
            }
        }
    }

    @Test
    void anUpgradeThatConnectionDoesNotNameOffersNothing() throws Exception {
        try (var origin = Origin.answering("page");
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String answer = client.send(offer("").replace("Connection: Upgrade\r\n", ""))
                    .message();

            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
    }

    @Test
    void anAcceptanceThatAnswersNoKeyIsABadResponse() throws Exception {
        try (var origin = accepting("");
                var weir = Weir.inFrontOf(origin);
                var client = weir.connect()) {
            String answer = client.send(offer(KEY)).message();

            assertTrue(answer.startsWith("HTTP/1.1 502 "), answer);
            assertTrue(weir.logLine().contains(" PH-- "));
        }
    }

    @Test
    void whatTheAnswerToAKeySaysIsTheClientsToCheck() throws Exception {
        for (String accept : List.of(ACCEPT, OTHER_ACCEPT)) {
            try (var origin = accepting(accept);
                    var weir = Weir.inFrontOf(origin);
                    var client = weir.connect()) {
                String head = client.send(offer(KEY)).head();

                assertTrue(head.startsWith("HTTP/1.1 101 "), head);
                assertTrue(Wire.hasField(head, accept.strip()), head);
                assertEquals("ping", client.send("ping").bytes(4));
            }
        }
    }

    private static String offer(String key) {
        return "GET /chat HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" + key + "\r\n";
    }

    /** Accepts every offer with these lines and says everything again. */
    private static Origin accepting(String lines) throws Exception {
        return Origin.playing((wire, _) -> {
            if (wire.head().isEmpty()) return;
            wire.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" + lines
                    + "\r\n");
            for (String bytes = wire.bytes(4); !bytes.isEmpty(); bytes = wire.bytes(4)) wire.send(bytes);
        });
    }
}
