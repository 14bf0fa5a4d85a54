package io.weir.engine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** {@code tcp-response content} lines hold the server's first bytes. */
class AnswerInspectionTest {
    private static final int MORE_THAN_IS_HELD = 200_000;

    @Test
    void anAnswerLongerThanIsHeldIsRejectedOnce() throws Exception {
        try (var origin = Origin.playing((wire, _) -> wire.sendAll("x".repeat(MORE_THAN_IS_HELD), 1));
                var weir = Weir.running(Weir.configuration("mode tcp\noption tcplog", """
                                mode tcp
                                tcp-response inspect-delay 5s
                                tcp-response content reject if { res.len gt 12000 }
                                server s1 "127.0.0.1:${S1}\"
                                """), origin);
                var client = weir.connect()) {
            assertEquals("", client.rest());
            weir.logLine();

            var backend = requireNonNull(weir.proxy().routes().backend("be"));
            assertEquals(1, backend.counters().deniedResponses.sum());
        }
    }
}
