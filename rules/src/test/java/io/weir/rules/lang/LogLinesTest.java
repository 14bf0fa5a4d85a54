package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.LogOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which line a frontend logs. */
class LogLinesTest {
    private static final String DEFAULTS = "defaults\n timeout client 1s\n log stdout local0\n";

    @Test
    void theOptionOfAFrontendSaysWhichLineItLogs() {
        assertEquals(LogOptions.Line.CONNECT, frontend("").log().line());
        assertEquals(
                LogOptions.Line.HTTP,
                frontend(" mode http\n option httplog\n").log().line());
        assertEquals(
                LogOptions.Line.JSON,
                frontend(" mode http\n option jsonlog\n").log().line());
        assertEquals(LogOptions.Line.JSON, frontend(" option jsonlog\n").log().line());
        assertEquals(LogOptions.Line.CUSTOM, frontend(" option tcplog\n").log().line());
    }

    @Test
    void whatAFrontendSaysLastHolds() {
        var front = frontend(" mode http\n log-format %ci\n option jsonlog\n");

        assertEquals(LogOptions.Line.JSON, front.log().line());
        assertEquals(LogOptions.Formats.NONE, front.log().formats());
    }

    @Test
    void twoLinesInDefaultsAreWarnedAbout() {
        assertEquals(
                List.of("w.cfg:5:2: warning: 'option jsonlog' overrides the previous 'option httplog' in 'defaults'"),
                Texts.problems(DEFAULTS + " option httplog\n option jsonlog\n"));
    }

    private static FrontendConfig frontend(String lines) {
        return Texts.accepted(DEFAULTS + "frontend f\n bind :80\n" + lines)
                .frontends()
                .getFirst();
    }
}
