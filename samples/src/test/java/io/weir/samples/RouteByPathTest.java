package io.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteByPathTest {
    @Test
    void itsTrafficIsDecidedAsItSays() throws Exception {
        assertTrue(Sample.replay("route-by-path").contains("expectations: 8 met, 0 failed"));
    }

    @Test
    void eachPathIsAnsweredByTheBackendThatTheTableNames() throws Exception {
        try (var web = Origin.saying("web");
                var api = Origin.saying("api");
                var files = Origin.saying("static");
                var weir = Sample.start(
                        Sample.folder("route-by-path"),
                        Map.of("WEB_PORT", web.port(), "API_PORT", api.port(), "STATIC_PORT", files.port()));
                var client = weir.connect()) {
            assertEquals("web", client.get("/cart").body());
            assertEquals("api", client.get("/api/v2/orders").body());
            assertEquals("web", client.get("/apiary").body());
            var file = client.get("/static/a.css");
            assertEquals("static", file.body());
            assertEquals("public, max-age=3600", file.header("cache-control"));
            assertTrue(
                    files.heads().getFirst().toLowerCase(java.util.Locale.ROOT).contains("x-forwarded-for: 127.0.0.1"));
        }
    }

    @Test
    void anOldPathIsRedirectedWithoutAskingAServer() throws Exception {
        try (var api = Origin.saying("api");
                var weir = Sample.start(
                        Sample.folder("route-by-path"),
                        Map.of("WEB_PORT", api.port(), "API_PORT", api.port(), "STATIC_PORT", api.port()));
                var client = weir.connect()) {
            var moved = client.get("/api/v1/orders");

            assertEquals(308, moved.status());
            assertEquals("/api/v2/orders", moved.header("location"));
            assertEquals(0, api.heads().size());
        }
    }
}
