package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.rules.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyWriterTest {
    @Test
    void aPageIsWrittenAsHaproxyWritesIt() {
        assertEquals("""
                HTTP/1.1 503 Service Unavailable
                content-length: 107
                cache-control: no-cache
                content-type: text/html
                connection: close

                <html><body><h1>503 Service Unavailable</h1>
                No server is available to handle this request.
                </body></html>
                """, whole(ErrorPages.of(503), ConnectionOption.CLOSE).replace("\r", ""));
    }

    @Test
    void aHeadRequestGetsTheHeadThatTheWholeReplyWouldHave() {
        ByteBuf out = Unpooled.buffer();

        ReplyWriter.head(ErrorPages.of(504), ConnectionOption.ABSENT, out);

        assertEquals("""
                HTTP/1.1 504 Gateway Time-out
                content-length: 92
                cache-control: no-cache
                content-type: text/html

                """, out.toString(ISO_8859_1).replace("\r", ""));
    }

    @Test
    void theReasonMayBeOwnOrStandard() {
        assertTrue(
                whole(reply(200, "Fine \u00e4"), ConnectionOption.ABSENT).startsWith("HTTP/1.1 200 Fine \u00e4\r\n"));
        assertTrue(whole(reply(404, ""), ConnectionOption.ABSENT).startsWith("HTTP/1.1 404 Not Found\r\n"));
        assertTrue(whole(reply(599, ""), ConnectionOption.ABSENT).startsWith("HTTP/1.1 599 \r\n"));
    }

    @Test
    void fieldsAboutTheConnectionAndTheLengthAreTheWritersOwn() {
        assertEquals(
                "HTTP/1.1 200 OK\r\ncontent-length: 4\r\nX: 1\r\nx: \u00e4\r\n\r\nbody",
                whole(
                        reply(
                                200,
                                "",
                                new Reply.Field("Content-Length", "9"),
                                new Reply.Field("X", "1"),
                                new Reply.Field("Transfer-Encoding", "chunked"),
                                new Reply.Field("CONNECTION", "close"),
                                new Reply.Field("Keep-Alive", "5"),
                                new Reply.Field("x", "\u00e4")),
                        ConnectionOption.ABSENT));
    }

    @Test
    void aReplyThatMayNotHaveABodyHasNone() {
        for (int status : new int[] {103, 204, 304}) {
            String written = whole(reply(status, "R"), ConnectionOption.ABSENT);

            assertEquals("HTTP/1.1 " + status + " R\r\n\r\n", written);
        }
    }

    @Test
    void everyStatusThatHaproxyAnswersHasAPage() {
        for (int status :
                new int[] {200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503, 504
                }) {
            assertTrue(ErrorPages.has(status));
            assertEquals(status, ErrorPages.of(status).status());
        }
        assertFalse(ErrorPages.has(418));
        assertEquals(500, ErrorPages.of(418).status());
    }

    @Test
    void lengthsAreWrittenInDecimal() {
        for (int length : new int[] {0, 9, 10, 99, 100, 12_345}) {
            var reply = new Reply.Composed(200, "", List.of(), new byte[length]);

            assertTrue(whole(reply, ConnectionOption.ABSENT).contains("\r\ncontent-length: " + length + "\r\n"));
        }
    }

    private static Reply.Composed reply(int status, String reason, Reply.Field... fields) {
        return new Reply.Composed(status, reason, List.of(fields), Wire.bytes("body"));
    }

    private static String whole(Reply.Composed reply, ConnectionOption option) {
        ByteBuf out = Unpooled.buffer();
        ReplyWriter.whole(reply, option, out);
        return out.toString(ISO_8859_1);
    }
}
