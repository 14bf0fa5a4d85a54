package io.weir.engine.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.*;

import io.weir.rules.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorPagesTest {
    @Test
    void aPageSaysWhatHaproxySays() {
        var page = ErrorPages.of(503);

        assertEquals("Service Unavailable", page.reason());
        assertEquals(
                List.of(new Reply.Field("cache-control", "no-cache"), new Reply.Field("content-type", "text/html")),
                page.fields());
        assertEquals("""
                <html><body><h1>503 Service Unavailable</h1>
                No server is available to handle this request.
                </body></html>
                """, new String(page.body(), ISO_8859_1));
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
}
