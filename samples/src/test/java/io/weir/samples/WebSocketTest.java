package io.weir.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Counter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {
    private static final String[] UPGRADE = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    private final List<Client> clients = new ArrayList<>();

    @AfterEach
    void clientsLeave() throws IOException {
        for (var client : clients) client.close();
    }

    @Test
    void itsTrafficIsDecidedAsItSays() throws Exception {
        assertTrue(Sample.replay("websocket").contains("expectations: 4 met, 0 failed"));
    }

    @Test
    void anUpgradedConnectionCarriesBytesBothWaysWhilePagesComeFromElsewhere() throws Exception {
        try (var pages = Origin.saying("page");
                var chat = Origin.doing(WebSocketTest::echo);
                var weir = start(pages, chat)) {
            assertEquals("page", arrive(weir).get("/room/7").body());
            var talker = arrive(weir);

            assertEquals(101, talker.get("/room/7", UPGRADE).status());

            talker.send("hello");
            assertEquals("hello", talker.read(5));
            talker.send("and again");
            assertEquals("and again", talker.read(9));
        }
    }

    @Test
    void theSixthWaitsUntilOneOfFiveLeaves() throws Exception {
        try (var pages = Origin.saying("page");
                var chat = Origin.doing(WebSocketTest::echo);
                var weir = start(pages, chat)) {
            for (int i = 0; i < 5; i++)
                assertEquals(101, arrive(weir).get("/", UPGRADE).status());
            var sixth = arrive(weir);
            sixth.send("GET / HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", UPGRADE) + "\r\n\r\n");
            while (weir.inputs().counter(Counter.QUEUE, "chat", "") == 0) Thread.onSpinWait();

            clients.getFirst().close();

            assertEquals(101, sixth.read().status());
            assertEquals(5, weir.inputs().counter(Counter.SRV_CONN, "chat", "chat1"));
        }
    }

    private Client arrive(Sample weir) throws IOException {
        var client = weir.connect();
        clients.add(client);
        return client;
    }

    private static Sample start(Origin pages, Origin chat) throws Exception {
        return Sample.start(Sample.folder("websocket"), Map.of("PAGES_PORT", pages.port(), "CHAT_PORT", chat.port()));
    }

    /** Accepts the upgrade and says everything again. */
    private static void echo(String head, InputStream in, OutputStream out) throws IOException {
        var fields = List.of(
                "HTTP/1.1 101 Switching Protocols",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                "",
                "");
        out.write(String.join("\r\n", fields).getBytes(ISO_8859_1));
        in.transferTo(out);
    }
}
