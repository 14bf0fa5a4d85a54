package io.weir.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    @Test
    void itsTrafficIsDecidedAsItSays() throws Exception {
        String text = Sample.replay("rate-limit");

        assertTrue(text.contains("expectations: 10 met, 0 failed"), text);
    }

    @Test
    void theLogOfYesterdayShowsWhomTheLimitWouldHaveHit() throws Exception {
        String text = Sample.replay("rate-limit");

        String log = text.substring(text.indexOf("yesterday.log:1"));
        assertEquals(2, log.split("\\.log:[78]  GET .* → return 429", -1).length - 1, log);
    }

    @Test
    void theSameTrafficIsAlwaysDecidedInTheSameWay() throws Exception {
        assertEquals(Sample.replay("rate-limit"), Sample.replay("rate-limit"));
    }

    @Test
    void theSixthRequestOfAnAddressIsTurnedAwayAndNoServerHearsOfIt() throws Exception {
        try (var origin = Origin.saying("app");
                var weir = Sample.start(Sample.folder("rate-limit"), Map.of("APP_PORT", origin.port()));
                var client = weir.connect()) {
            for (int i = 0; i < 5; i++) assertEquals(200, client.get("/").status());

            var sixth = client.get("/");

            assertEquals(429, sixth.status());
            assertEquals("10", sixth.header("retry-after"));
            assertEquals(5, origin.heads().size());
        }
    }
}
