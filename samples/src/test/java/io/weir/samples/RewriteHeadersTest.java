package io.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RewriteHeadersTest {
    @Test
    void itsTrafficIsDecidedAsItSays() throws Exception {
        assertTrue(Sample.replay("rewrite-headers").contains("expectations: 4 met, 0 failed"));
    }

    @Test
    void theServerSeesNoHeaderThatOnlyWeMaySet() throws Exception {
        try (var origin = Origin.saying("app");
                var weir = Sample.start(Sample.folder("rewrite-headers"), Map.of("APP_PORT", origin.port()));
                var client = weir.connect()) {
            client.get("/", "X-Internal-User: root", "x-internal-role: admin", "Accept: */*");

            var seen = origin.heads().getFirst().toLowerCase(Locale.ROOT);
            assertFalse(seen.contains("x-internal"), seen);
            assertTrue(seen.contains("accept: */*"), seen);
            assertTrue(seen.contains("x-forwarded-proto: http\r\n"), seen);
            assertTrue(seen.contains("x-forwarded-for: 127.0.0.1\r\n"), seen);
        }
    }

    @Test
    void theClientGetsTheIdThatTheServerGotAndNothingThatTheServerSaysOfItself() throws Exception {
        try (var origin = Origin.saying("app", "Server: thing/1.2", "X-Powered-By: PHP");
                var weir = Sample.start(Sample.folder("rewrite-headers"), Map.of("APP_PORT", origin.port()));
                var client = weir.connect()) {
            var response = client.get("/");

            var id = response.header("x-request-id");
            assertTrue(id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), id);
            assertTrue(origin.heads().getFirst().contains(id));
            assertEquals("", response.header("server"));
            assertEquals("", response.header("x-powered-by"));
            assertEquals("nosniff", response.header("x-content-type-options"));
        }
    }
}
