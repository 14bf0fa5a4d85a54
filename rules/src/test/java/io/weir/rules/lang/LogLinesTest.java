package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.LogOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which line a frontend logs. */
class LogLinesTest {
    private static final String DEFAULTS = "defaults\n timeout client 1s\n log stdout local0\n";
    private static final String TCP = DEFAULTS + "frontend f\n bind :80\n";

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

    @Test
    void variablesOfHttpAreRefusedInModeTcp() {
        Map<String, String> lines = new TreeMap<>();
        for (var name : "CC CS HM HP HPO HQ HU HV Ta Ti Tq TR Tr r tr trg trl".split(" "))
            lines.put(
                    "log-format \"%ci %" + name + "\"",
                    "6:13: error: the variable '%" + name + "' is reserved for HTTP (expected 'mode http')");
        var reserved = "error: the variable '%Ti' is reserved for HTTP (expected 'mode http')";
        lines.put("error-log-format %Ti", "6:19: " + reserved);
        lines.put("log-format-sd %Ti", "6:16: " + reserved);
        lines.put("unique-id-format %Ti", "6:19: " + reserved);
        lines.put("tcp-request content set-var-fmt(txn.a) %Ti", "6:41: " + reserved);
        lines.put("use_backend %Ti", "6:14: " + reserved);

        lines.forEach((line, problem) -> {
            assertEquals(List.of("w.cfg:" + problem), Texts.problems(TCP + " " + line + "\n"), line);
            assertEquals(List.of(), Texts.problems(TCP + " mode http\n " + line + "\n"), line);
        });
    }

    @Test
    void otherVariablesStandInBothModes() {
        var others = " log-format \"%ST %hr %hs %hrl %hsl %Tt %Tu %Td %Tw %Tc %Th %ID %rt %tsc %B %U\"\n";

        assertEquals(List.of(), Texts.problems(TCP + others));
    }

    @Test
    void theModeOfTheFrontendCountsWhereDefaultsSayTheLine() {
        var text = DEFAULTS + " mode http\n log-format %HM\nfrontend f\n bind :80\n";

        assertEquals(List.of(), Texts.problems(text));
        assertEquals(
                List.of("w.cfg:5:13: error: the variable '%HM' is reserved for HTTP (expected 'mode http')"),
                Texts.problems(text + " mode tcp\n"));
    }

    @Test
    void theHttpLinesBecomeTheTcpLineInModeTcp() {
        for (var option : List.of("option httplog", "option httplog clf", "option httpslog")) {
            assertEquals(
                    List.of("w.cfg:6:2: warning: '" + option + "' is not for frontend 'f', which has mode tcp; it logs"
                            + " as with 'option tcplog' (expected 'mode http')"),
                    Texts.problems(TCP + " " + option + "\n"));
        }
    }

    private static FrontendConfig frontend(String lines) {
        return Texts.accepted(DEFAULTS + "frontend f\n bind :80\n" + lines)
                .frontends()
                .getFirst();
    }
}
